import { answerRest } from "@/server/doors/rest";
import { startQueue } from "@/server/jobs/worker";
import { answerPlainly } from "@/server/launch/bridge";
import { listen } from "@/server/launch/http";
import { startServer } from "@/server/main";
import { env } from "@/server/platform/env";

/**
 * A process of the product that may be killed: a worker as production starts it, or a web process without the pages,
 * which nothing here asks for. It says when it is up, and does not outlive whoever started it.
 */
const { role, host, port } = env();
process.on("disconnect", () => process.exit(0));
const http = await listen({ port, host, role });
if (role === "worker") await startServer(http, { dev: false });
else {
  await startQueue();
  http.open(
    (req, res) => answerPlainly(answerRest, req, res),
    async () => ({ ready: true }),
  );
}
process.send?.("up");
