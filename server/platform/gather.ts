interface Waiting<I, O> {
  item: I;
  resolve(output: O): void;
  reject(error: unknown): void;
}

/**
 * Makes a call of many out of calls of one. A call is done at once as long as fewer than `atOnce` are under way; those
 * that come meanwhile are done together, up to `max`, when one of them ends. So nothing waits while there is little to
 * do, and under load many share what a call costs. When `work` fails, each of its items is tried alone, so that one
 * never fails its neighbours: `work` must leave nothing behind when it rejects.
 */
export function gather<I, O>(
  { atOnce, max }: { atOnce: number; max: number },
  work: (items: I[]) => Promise<O[]>,
): (item: I) => Promise<O> {
  const waiting: Waiting<I, O>[] = [];
  let underWay = 0;

  async function next(): Promise<void> {
    if (underWay >= atOnce || waiting.length === 0) return;
    underWay++;
    await settle(waiting.splice(0, max));
    underWay--;
    void next();
  }

  async function settle(batch: Waiting<I, O>[]): Promise<void> {
    try {
      const outputs = await work(batch.map(({ item }) => item));
      for (const [i, { resolve }] of batch.entries()) resolve(outputs[i] as O);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await settle([one]);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      void next();
    });
}

/** Gatherers are forgotten when they are too many; the calls that are under way still end. */
const KEPT = 1_000;

/** The same for things that only some calls may share, such as those of one tenant: each key gathers by itself. */
export function gatherByKey<I, O>(
  options: { atOnce: number; max: number },
  work: (key: string, items: I[]) => Promise<O[]>,
): (key: string, item: I) => Promise<O> {
  const gatherers = new Map<string, (item: I) => Promise<O>>();
  return (key, item) => {
    const known = gatherers.get(key);
    if (known) return known(item);
    const made = gather<I, O>(options, (items) => work(key, items));
    if (gatherers.size >= KEPT) gatherers.clear();
    gatherers.set(key, made);
    return made(item);
  };
}
