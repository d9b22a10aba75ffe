import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { Transform } from "node:stream";
import { askPeople } from "@/e2e/support/bot";
import { picture } from "@/e2e/support/picture";
import { expect, test } from "@/e2e/support/story";

const line = /Connected again/;

test("a minute without a network loses nothing, and the page says so", async ({ workspace, visit }) => {
  const { taskId, runId } = await askPeople(workspace.api, { question: "Is the shop open on Sunday?" });
  const page = await visit(workspace.owner, `/tasks/${taskId}`);
  await page.getByRole("button", { name: "Claim", exact: true }).click();
  const answer = page.getByRole("textbox", { name: "Answer" });
  await expect(page.getByRole("button", { name: "Release" })).toBeVisible();
  await answer.fill("Yes, from noon.");

  await page.context().setOffline(true);
  await expect(page.getByText(/You are offline/)).toBeVisible();
  await page
    .getByRole("button", { name: /^Complete/ })
    .first()
    .click();
  await expect(page.getByText("One change is sent when you are back.")).toBeVisible();
  await picture(page, "story-offline");
  await askPeople(workspace.api, { question: "And on Monday?" });
  expect((await (await workspace.api.get(`tasks/${taskId}`)).json()).status).toBe("claimed");

  await page.context().setOffline(false);
  await expect(page.getByText(line)).toBeVisible();
  await expect
    .poll(async () => (await (await workspace.api.get(`runs/${runId}`)).json()).status)
    .toBe("completed");
  await page.goto(`/tasks/${taskId}`);
  await expect(page.getByRole("region", { name: "Outcome" })).toContainText("Yes, from noon.");
  await page.goto("/inbox");
  await expect(page.getByText("And on Monday?").first()).toBeVisible();
});

test("a restarted server is noticed, and what happened meanwhile is shown", async ({
  workspace,
  visit,
  baseURL,
}) => {
  const server = await standIn(new URL(baseURL as string));
  try {
    await askPeople(workspace.api, { question: "Before the restart?" });
    const page = await visit(workspace.owner, `${server.url}/inbox`);
    await expect(page.getByText("Before the restart?").first()).toBeVisible();
    server.stop();
    await expect(page.getByText(/Reconnecting/)).toBeVisible();
    await askPeople(workspace.api, { question: "During the restart?" });
    await server.start();
    await expect(page.getByText(line)).toBeVisible();
    await expect(page.getByText("During the restart?").first()).toBeVisible();
    // What the page had not fetched when the server went is fetched once it is back.
    await page.getByRole("button", { name: "Sort" }).click();
    await expect(page.getByRole("menu")).toBeVisible();
  } finally {
    server.stop();
  }
});

test("a server that comes back as another build says so, and the page is reloaded when one likes", async ({
  workspace,
  visit,
  baseURL,
}) => {
  const server = await standIn(new URL(baseURL as string));
  try {
    const page = await visit(workspace.owner, `${server.url}/inbox`);
    await expect.poll(server.streams).toBe(1);
    server.stop();
    await expect(page.getByText(/Reconnecting/)).toBeVisible();
    await server.start({ updated: true });
    await expect(page.getByText(/Orkestra was updated/)).toBeVisible();
    await picture(page, "story-updated");
    await page.getByRole("button", { name: "Reload now" }).click();
    await expect.poll(server.streams).toBe(3);
    await expect(page.getByRole("status").filter({ hasText: /updated|Reconnecting/ })).toHaveCount(0);
  } finally {
    server.stop();
  }
});

/** Passes connections on to the product, and can be stopped and started as a server is, also as one of another build. */
async function standIn(product: URL) {
  const sockets = new Set<Socket>();
  let another = false;
  let streams = 0;
  const passing = () =>
    new Transform({
      transform(bytes: Buffer, _encoding, done) {
        const text = bytes.toString("latin1");
        const named = text.replace(/(event: build\ndata: )(\S+)/, (_whole, event: string, build: string) => {
          streams++;
          return event + (another ? "x".repeat(build.length) : build);
        });
        done(null, Buffer.from(named, "latin1"));
      },
    });
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  };
  const open = async (port: number) => {
    const server = createServer((socket) => {
      const onward = connect(Number(product.port), product.hostname);
      keep(socket);
      keep(onward);
      socket.pipe(onward).pipe(passing()).pipe(socket);
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
    async start({ updated = false } = {}) {
      another = updated;
      server = await open(port);
    },
    /** How often a page began to hear of changes. */
    streams: () => streams,
  };
}
