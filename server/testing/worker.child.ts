import { startWorker } from "@/server/jobs/worker";

// A worker and nothing else, as a process that tests may kill. It says when it is up.
await startWorker();
process.stdout.write("up\n");
