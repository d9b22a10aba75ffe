/** Something changed: the kind of thing and which one. Its content is fetched, never carried. */
export type StreamEvent = { topic: string; id: string };

/**
 * How the page hears of changes: it does, it tries to again, or this device has no network at all. `outdated` is live
 * too, but the server has become another build than the page is of: what it has not fetched yet may be gone.
 */
export type Connection = "live" | "outdated" | "reconnecting" | "offline";

type Listener = {
  onEvent: (event: StreamEvent) => void;
  onConnection: (connection: Connection) => void;
  /** Whether the server answers at all: it may where no stream comes through. */
  onReach: (reachable: boolean) => void;
  /** Events may have been lost: what is on screen is to be fetched again. */
  onMissed: () => void;
  /** The stream was refused or lost twice in a row: perhaps one is not signed in any more. */
  onDoubt: () => void;
};

const firstDelay = 500;
const longestDelay = 8_000;
const pulse = 5_000;
/** The server says every 15 seconds that it is there: after so long a silence the connection is dead. */
const longestSilence = 40_000;
/** What does not open is held back on the way, or asks a server that hangs. */
const longestOpening = 10_000;
/** A page whose timers stood still for longer has slept, and its connection may be dead without knowing. */
const sleepGap = 30_000;

/**
 * Opens the workspace's event stream and keeps it open: reconnects with growing, jittered delays, and at once when
 * the network or the page comes back. It resumes after the last event it saw. Returns the way to close it.
 */
export function openStream(listener: Listener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let lastEventId = "";
  let build = "";
  let connected: Connection = "live";
  let lastPulse = Date.now();
  let lastSign = Date.now();
  let asked = 0;

  const connect = () => {
    clearTimeout(timer);
    source?.close();
    lastSign = Date.now();
    const resuming = lastEventId !== "";
    const opening = new EventSource(resuming ? `/api/stream?lastEventId=${lastEventId}` : "/api/stream");
    source = opening;
    opening.onopen = () => {
      if (failures > 0 && !resuming) listener.onMissed();
      failures = 0;
      asked += 1;
      lastSign = Date.now();
      listener.onReach(true);
      listener.onConnection(connected);
    };
    opening.addEventListener("build", ({ data }) => {
      build ||= data;
      if (build !== data) connected = "outdated";
      listener.onConnection(connected);
    });
    opening.addEventListener("beat", () => {
      lastSign = Date.now();
    });
    opening.onmessage = (message) => {
      lastSign = Date.now();
      if (message.lastEventId) lastEventId = message.lastEventId;
      const event = parse(message.data);
      if (event) listener.onEvent(event);
    };
    opening.addEventListener("reset", listener.onMissed);
    opening.onerror = fail;
  };

  const fail = () => {
    source?.close();
    clearTimeout(timer);
    failures += 1;
    // One failure is a blip (a deploy, a proxy's time limit); the line appears from the second on.
    if (!navigator.onLine) listener.onConnection("offline");
    else if (failures > 1) listener.onConnection("reconnecting");
    if (failures === 2) listener.onDoubt();
    const question = ++asked;
    void answers().then((reachable) => {
      if (question !== asked) return;
      listener.onReach(reachable);
      if (!reachable && navigator.onLine) listener.onConnection("reconnecting");
      // Something on the way lets no stream through: what is on screen is asked for now and then.
      if (reachable && failures > 1) listener.onMissed();
    });
    const delay = Math.min(firstDelay * 2 ** (failures - 1), longestDelay);
    timer = setTimeout(connect, delay * (0.75 + Math.random() / 2));
  };

  const wake = (event?: Event) => {
    const slept = Date.now() - lastPulse > sleepGap;
    const silence = Date.now() - lastSign;
    const dead =
      (source?.readyState === EventSource.OPEN && silence > longestSilence) ||
      (source?.readyState === EventSource.CONNECTING && silence > longestOpening);
    lastPulse = Date.now();
    const seen = document.visibilityState === "visible";
    if (seen && (slept || (failures > 0 && event))) connect();
    else if (dead) fail();
  };

  /** The stream may not notice for minutes: what is shown is old from now on, and the next sign of life is a new one. */
  const lose = () => {
    source?.close();
    clearTimeout(timer);
    failures = Math.max(failures, 1);
    listener.onConnection("offline");
  };

  connect();
  const heart = setInterval(() => wake(), pulse);
  window.addEventListener("online", connect);
  window.addEventListener("offline", lose);
  document.addEventListener("visibilitychange", wake);
  return () => {
    clearInterval(heart);
    clearTimeout(timer);
    asked += 1;
    source?.close();
    window.removeEventListener("online", connect);
    window.removeEventListener("offline", lose);
    document.removeEventListener("visibilitychange", wake);
  };
}

/** Whether the server answers. What it says does not matter, unless it is that it can't now. */
async function answers(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(5_000);
    return (await fetch("/readyz", { cache: "no-store", signal })).status < 500;
  } catch {
    return false;
  }
}

function parse(data: string): StreamEvent | null {
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== "object" || value === null || !("topic" in value)) return null;
    return { topic: String(value.topic), id: "id" in value ? String(value.id) : "" };
  } catch {
    return null;
  }
}
