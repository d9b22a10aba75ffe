import { once } from "node:events";
import { HOOKS_ROOT, handleHook } from "@/server/doors/hooks";
import { answerRest } from "@/server/doors/rest";
import { handleStream } from "@/server/doors/stream";
import { answer, answerPlainly } from "@/server/launch/bridge";
import { type Handler, listen, pathOf } from "@/server/launch/http";
import { openOrkestra } from "./contenders/orkestra";
import { FIVE_STEPS, HUMAN_LOOP } from "./workflows";

/** Orkestra's web and worker in this process, as production runs them, without the pages, which nothing here asks for. */
export async function serve(port: number): Promise<void> {
  const http = await listen({ port, host: "127.0.0.1", role: "all" });
  const { apiKey } = await openOrkestra({ five: FIVE_STEPS, human: HUMAN_LOOP });
  http.open(route, async () => ({ ready: true }));
  process.on("message", () => process.send?.(process.memoryUsage().rss));
  process.send?.({ apiKey });
  await once(process, "disconnect");
  process.exit(0);
}

const route: Handler = (req, res) => {
  const path = pathOf(req);
  if (path.startsWith(HOOKS_ROOT)) return answer(handleHook, req, res);
  return path === "/api/stream" ? answer(handleStream, req, res) : answerPlainly(answerRest, req, res);
};
