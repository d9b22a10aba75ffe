import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { Transform } from "node:stream";

/** Passes connections on to the product, and can be stopped and started as a server is, also as one of another build. */
export async function standIn(product: URL) {
  const sockets = new Set<Socket>();
  let another = false;
  let nobody = false;
  let lost = "";
  let streams = 0;
  const passing = (socket: Socket) => {
    let silent = false;
    socket.on("data", (asked) => {
      silent ||= lost !== "" && asked.includes(lost);
    });
    return new Transform({
      transform(bytes: Buffer, _encoding, done) {
        if (silent) return done();
        const text = bytes.toString("latin1");
        const named = text.replace(/(event: build\ndata: )(\S+)/, (_whole, event: string, build: string) => {
          streams++;
          return event + (another ? "x".repeat(build.length) : build);
        });
        done(null, Buffer.from(named, "latin1"));
      },
    });
  };
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  };
  const open = async (port: number) => {
    const server = createServer((socket) => {
      if (nobody) return sayBadGateway(socket);
      const onward = connect(Number(product.port), product.hostname);
      keep(socket);
      keep(onward);
      socket.pipe(onward).pipe(passing(socket)).pipe(socket);
    }).listen(port, "localhost");
    await once(server, "listening");
    return server;
  };
  let server = await open(0);
  const { port } = server.address() as { port: number };
  return {
    url: `http://localhost:${port}`,
    stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
    /** Until it is stopped, it passes on what is asked of an operation, and keeps what is answered. */
    loseAnswersTo(operation: string) {
      lost = operation;
    },
    /** `updated`: as another build. `nobody`: as a load balancer behind which there is no server. */
    async start({ updated = false, nobody: alone = false } = {}) {
      another = updated;
      nobody = alone;
      lost = "";
      server = await open(port);
    },
    /** How often a page began to hear of changes. */
    streams: () => streams,
  };
}

function sayBadGateway(socket: Socket) {
  const page = "<h1>Bad Gateway</h1>";
  const head = `HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: ${page.length}\r\n\r\n`;
  socket.on("error", () => socket.destroy());
  socket.once("data", () => socket.end(head + page));
}
