/** REST as a bot's backend calls it. */
export interface Client {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
}

/** An answer that a person should read instead of a stack. */
export class DemoError extends Error {}

export function restClient(url: string, apiKey: string): Client {
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch((error: Error) => {
      throw new DemoError(`Nobody answers at ${url} (${why(error)}). Start Orkestra first: npm start`);
    });
    const text = await answer.text();
    if (!answer.ok) throw new DemoError(`${method} ${path} was refused (${answer.status}): ${detail(text)}`);
    return JSON.parse(text) as T;
  };
  return { get: (path) => call("GET", path), post: (path, body) => call("POST", path, body) };
}

function why(error: Error): string {
  const cause = error.cause as { code?: string } | undefined;
  return cause?.code ?? error.message;
}

function detail(text: string): string {
  try {
    const problem = JSON.parse(text) as { detail?: string; title?: string };
    return problem.detail ?? problem.title ?? text;
  } catch {
    return text.slice(0, 300);
  }
}
