import { createHmac } from "node:crypto";
import { openServer } from "../contenders/server";
import { openLoop } from "../load";
import type { Figures, Measure } from "../measure";
import { QUESTION } from "../workflows";

const SECRET = "a secret that the sender and Orkestra know";

export const webhooks: Measure = {
  name: "webhooks",
  title: "Inbound webhooks: POST /api/hooks/{token}, signed, each starting a run of the human loop, at 200 a second",
  contenders: { orkestra },
  goals: [
    { figure: "p95 ms", atMost: 100 },
    { figure: "failed", atMost: 0 },
  ],
};

async function orkestra(): Promise<Figures> {
  const server = await openServer(50);
  const verify = { scheme: "hmac", header: "x-signature" };
  const trigger = { workflow: "human", webhook: { verify, dedupe: { by: "header", header: "x-delivery" } }, secret: SECRET };
  const { url } = await server.call<{ url: string }>("POST", "/triggers", trigger);
  const body = JSON.stringify(QUESTION);
  const signature = createHmac("sha256", SECRET).update(body).digest("hex");
  const once = () => server.hook(url, body, { "x-signature": signature, "x-delivery": crypto.randomUUID() });
  await openLoop(50, 3, once);
  const { perSecond, times, failed } = await openLoop(200, 15, once);
  await server.close();
  return { "webhooks/s": perSecond, "p50 ms": times.quantile(0.5), "p95 ms": times.quantile(0.95), failed };
}
