import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { type Received, type Receiver, startReceiver } from "../testing/receiver";
import { guardedFetch } from "./fetch";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function receiver(...args: Parameters<typeof startReceiver>): Promise<Receiver> {
  const started = await startReceiver(...args);
  closing.push(started.close);
  return started;
}

const local = { allowPrivateNetwork: true };

describe("a request into the own network is refused, however it is spelled:", () => {
  const ipv4 = [
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "0177.0.0.01",
    "127.0.0.0x1",
    "%31%32%37.0.0.1",
    "１２７.0.0.1",
    "127。0。0。1",
    "①②⑦.⓪.⓪.①",
    "0",
    "0.0.0.0",
    "0x0",
    "10.0.0.1",
    "10.1",
    "167772161",
    "0300.0250.1.1",
    "172.16.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "224.0.0.1",
    "255.255.255.255",
  ];
  const ipv6 = [
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[0000::0001]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:0001]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "[::ffff:169.254.169.254]",
  ];
  const names = ["localhost", "LOCALHOST", "ｌｏｃａｌｈｏｓｔ"];

  test.each([...ipv4, ...ipv6, ...names])("%s", async (host) => {
    for (const scheme of ["http", "https"]) {
      const sent = guardedFetch({ url: `${scheme}://${host}:9/path`, allowPrivateNetwork: false });
      await expect(sent).rejects.toMatchObject({ code: "blocked_address", retryable: false });
    }
  });

  test("and no connection is opened to find that out", async () => {
    const server = await receiver((response) => response.end());
    const port = new URL(server.url).port;
    for (const host of ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"]) {
      const sent = guardedFetch({ url: `http://${host}:${port}/`, allowPrivateNetwork: false });
      await expect(sent).rejects.toMatchObject({ code: "blocked_address" });
    }
    expect(server.received).toEqual([]);
  });

  test("even when the deployment's socket to the same place is open already", async () => {
    const server = await receiver((response) => response.end("ok"));
    await guardedFetch({ url: server.url.replace("127.0.0.1", "localhost"), ...local });
    const sent = guardedFetch({
      url: server.url.replace("127.0.0.1", "localhost"),
      allowPrivateNetwork: false,
    });
    await expect(sent).rejects.toMatchObject({ code: "blocked_address" });
    expect(server.received).toHaveLength(1);
  });

  test.each(["169.254.169.254", "100.100.100.200", "[fe80::1]"])(
    "cloud metadata stays out of reach where private networks are allowed: %s",
    async (host) => {
      const sent = guardedFetch({ url: `http://${host}/latest/meta-data`, ...local });
      await expect(sent).rejects.toMatchObject({ code: "blocked_address" });
    },
  );
});

describe("a request that can't be right is refused:", () => {
  test.each([
    "",
    "example.com",
    "//example.com",
    "http://",
    "http:///",
    "http://[fe80::1%25eth0]/",
    "http://1.2.3.4.5.999999999999/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_",
    "data:text/plain,x",
    "javascript:alert(1)",
    "unix:/var/run/docker.sock",
    "http://user@example.com/",
    "http://user:secret@example.com/",
    "http://example.com:99999/",
  ])("the address %j", async (url) => {
    await expect(guardedFetch({ url, ...local })).rejects.toMatchObject({
      code: "invalid_url",
      retryable: false,
    });
  });

  test.each<Record<string, string>>([
    { Host: "metadata.internal" },
    { "Transfer-Encoding": "chunked" },
    { "content-length": "3" },
    { Connection: "upgrade" },
    { "Proxy-Authorization": "x" },
    { "x-ok": "one\r\nx-smuggled: two" },
    { "bad name": "x" },
  ])("the headers %j", async (headers) => {
    const server = await receiver((response) => response.end());
    const sent = guardedFetch({ url: server.url, headers, ...local });
    await expect(sent).rejects.toMatchObject({ code: "invalid_request", retryable: false });
    expect(server.received).toEqual([]);
  });
});

describe("an answer", () => {
  test("comes back with status, headers and body, whatever the status", async () => {
    const server = await receiver((response, { body }) => {
      response.writeHead(503, { "x-one": "1", "set-cookie": ["a=1", "b=2"] }).end(`got ${body}`);
    });
    const url = `${server.url}/orders?x=1#part`;
    const answer = await guardedFetch({
      url,
      method: "POST",
      headers: { "x-id": "7" },
      body: "{}",
      ...local,
    });
    expect(answer).toMatchObject({ status: 503, text: "got {}", truncated: false });
    expect(answer.headers).toMatchObject({ "x-one": "1", "set-cookie": "a=1, b=2" });
    const [request] = server.received as [Received];
    expect(request).toMatchObject({ method: "POST", path: "/orders?x=1", body: "{}" });
    expect(request.headers["x-id"]).toBe("7");
  });

  test.each([301, 302, 303, 307, 308])("that redirects (%i) is given back, not followed", async (status) => {
    const server = await receiver((response) => {
      response.writeHead(status, { location: "/elsewhere" }).end();
    });
    const answer = await guardedFetch({ url: server.url, ...local });
    expect(answer).toMatchObject({ status, headers: { location: "/elsewhere" } });
    expect(server.received).toHaveLength(1);
  });

  test("that never begins is cut at the deadline", async () => {
    const server = await receiver(() => {});
    const sent = guardedFetch({ url: server.url, timeoutMs: 200, ...local });
    await expect(sent).rejects.toMatchObject({ code: "timeout", retryable: true, status: undefined });
  });

  test("that never ends its head is cut at the deadline", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const server = createServer((socket) => {
      socket.on("error", () => {}).write("HTTP/1.1 200 OK\r\nx-slow: ");
      const timer = setInterval(() => socket.write("a"), 20);
      closed = new Promise((resolve) => socket.on("close", resolve)).then(() => clearInterval(timer));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    closing.push(async () => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(guardedFetch({ url, timeoutMs: 200, ...local })).rejects.toMatchObject({ code: "timeout" });
    await closed;
  });

  test("that dribbles is cut at the deadline, and the connection with it", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const server = await receiver((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write("."), 20);
      closed = once(response, "close").then(() => clearInterval(timer));
    });
    const sent = guardedFetch({ url: server.url, timeoutMs: 300, ...local });
    await expect(sent).rejects.toMatchObject({ code: "timeout", status: 200 });
    await closed;
  });

  test("that never stops is cut at the size, and the connection with it", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const server = await receiver((response) => {
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", more);
      closed = once(response, "close");
      more();
    });
    await expect(guardedFetch({ url: server.url, ...local })).rejects.toMatchObject({
      code: "too_large",
      retryable: false,
      status: 200,
    });
    await closed;
  });

  test("of exactly the size is whole; of one byte more it is not", async () => {
    const server = await receiver((response, { path }) => response.end("x".repeat(Number(path.slice(1)))));
    const exact = await guardedFetch({ url: `${server.url}/1000`, maxBytes: 1000, ...local });
    expect(exact.body.length).toBe(1000);
    const more = guardedFetch({ url: `${server.url}/1001`, maxBytes: 1000, ...local });
    await expect(more).rejects.toMatchObject({ code: "too_large" });
  });

  test("can be kept as far as it came, when only its beginning matters", async () => {
    const server = await receiver((response, { path }) => {
      if (path === "/large") response.end("x".repeat(5000));
      else response.write("beginning");
    });
    const keep = { maxBytes: 100, timeoutMs: 300, onLimit: "truncate", ...local } as const;
    const large = await guardedFetch({ url: `${server.url}/large`, ...keep });
    expect(large).toMatchObject({ status: 200, truncated: true, text: "x".repeat(100) });
    const slow = await guardedFetch({ url: `${server.url}/slow`, ...keep });
    expect(slow).toMatchObject({ status: 200, truncated: true, text: "beginning" });
  });

  test("that is compressed is not asked for, so that it can't unpack into more than it weighs", async () => {
    const server = await receiver((response) => response.end());
    await guardedFetch({ url: server.url, ...local });
    expect(server.received[0]?.headers).not.toHaveProperty("accept-encoding");
  });
});

describe("a receiver that is not there", () => {
  test("may be there later", async () => {
    const gone = await startReceiver((response) => response.end());
    await gone.close();
    const sent = guardedFetch({ url: gone.url, ...local });
    await expect(sent).rejects.toMatchObject({ code: "connection", retryable: true });
  });

  test("because its name does not exist is said so", async () => {
    const sent = guardedFetch({ url: "http://receiver.invalid/", ...local });
    await expect(sent).rejects.toMatchObject({ code: "dns", retryable: true });
  });

  test("any more when the answer breaks off is a failed connection", async () => {
    const server = await receiver((response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
      setImmediate(() => response.destroy());
    });
    const sent = guardedFetch({ url: server.url, ...local });
    await expect(sent).rejects.toMatchObject({ code: "connection", retryable: true });
  });
});

test("a caller who gives up gets their own reason back", async () => {
  const server = await receiver(() => {});
  const reason = new Error("the run was cancelled");
  const controller = new AbortController();
  const sent = guardedFetch({ url: server.url, signal: controller.signal, ...local });
  controller.abort(reason);
  await expect(sent).rejects.toBe(reason);
});
