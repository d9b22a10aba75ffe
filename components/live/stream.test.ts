import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Connection, openStream } from "./stream";

/** The browser's part: streams that open, speak and fail as told. */
class Source extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  static all: Source[] = [];
  readyState = Source.CONNECTING;
  onopen?: () => void;
  onmessage?: (message: { data: string; lastEventId: string }) => void;
  onerror?: () => void;
  constructor(readonly url: string) {
    super();
    Source.all.push(this);
  }
  close() {
    this.readyState = Source.CLOSED;
  }
  open() {
    this.readyState = Source.OPEN;
    this.onopen?.();
  }
}

const last = () => Source.all.at(-1) as Source;
const said: Connection[] = [];
const reach: boolean[] = [];
const missed = vi.fn();
let close = () => {};
let readiness: () => Promise<Response>;

beforeEach(() => {
  vi.useFakeTimers();
  Source.all = [];
  said.length = 0;
  reach.length = 0;
  missed.mockClear();
  readiness = async () => new Response("{}");
  vi.stubGlobal("EventSource", Source);
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("fetch", () => readiness());
  close = openStream({
    onEvent: () => {},
    onConnection: (connection) => said.push(connection),
    onReach: (reachable) => reach.push(reachable),
    onMissed: missed,
    onDoubt: () => {},
  });
});

afterEach(() => {
  close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a connection that died without a word is noticed, and made anew", async () => {
  last().open();
  readiness = () => Promise.reject(new TypeError("no answer"));
  await vi.advanceTimersByTimeAsync(50_000);
  expect(said.at(-1)).toBe("reconnecting");
  expect(reach.at(-1)).toBe(false);
  last().open();
  expect(said.at(-1)).toBe("live");
  expect(reach.at(-1)).toBe(true);
});

test("a stream on which nothing happens but the server's beat is kept", async () => {
  last().open();
  for (let i = 0; i < 8; i++) {
    await vi.advanceTimersByTimeAsync(15_000);
    last().dispatchEvent(new Event("beat"));
  }
  expect(Source.all).toHaveLength(1);
  expect(said).toEqual(["live"]);
});

test("where no stream comes through but answers do, what is on screen is asked for now and then", async () => {
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said.at(-1)).toBe("reconnecting");
  expect(reach).not.toContain(false);
  expect(missed.mock.calls.length).toBeGreaterThan(1);
});

test("a stream that a proxy cuts is opened again without a word", async () => {
  for (let i = 0; i < 4; i++) {
    last().open();
    await vi.advanceTimersByTimeAsync(30_000);
    last().onerror?.();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(said).not.toContain("reconnecting");
});
