import type { Demo } from "./demo-file";
import type { Progress } from "./launch";

interface Summary {
  url: string;
  role: string;
  seconds: number;
  demo: Demo | undefined;
  dataDir: string;
}

/** What a person needs next, once everything runs. */
export function printSummary(progress: Progress, summary: Summary): void {
  const { bold, dim, accent, green } = progress.colours;
  const { demo, url } = summary;
  const line = (label: string, value: string) => progress.say(`    ${dim(label.padEnd(12))}${value}`);
  progress.say("");
  progress.say(`  ${green("●")} ${bold("Orkestra is ready")} ${dim(`in ${summary.seconds.toFixed(1)} s`)}`);
  progress.say("");
  if (summary.role === "worker") {
    line("Role", "worker: runs jobs, serves no pages");
    progress.say("");
    return;
  }
  line("Open", accent(url));
  if (demo) {
    line("Sign in", `${demo.email}  ${dim("·")}  ${demo.password}`);
    line("API key", demo.apiKey);
    line("MCP", demo.mcpUrl);
    progress.say("");
    progress.say(`    ${dim("A bot that needs a person, in one line:")}`);
    progress.say("");
    for (const row of curl(demo)) progress.say(`      ${row}`);
    progress.say("");
    progress.say(`    ${dim("Answer it in the inbox:")} ${accent(`${url}/inbox`)}`);
    progress.say(`    ${dim("Watch a whole conversation:")} npm run demo`);
  } else {
    line("Sign up", accent(`${url}/signup`));
    line("MCP", `${url}/api/mcp`);
  }
  progress.say("");
  progress.say(`    ${dim(`Data lives in ${summary.dataDir}. Ctrl-C stops.`)}`);
  progress.say("");
}

function curl(demo: Demo): string[] {
  const input = { question: "Can I change my delivery address?", confidence: 0.42 };
  const body = JSON.stringify({ workflow: "support-escalation", input });
  return [
    `curl ${demo.url}/api/v1/runs \\`,
    `  -H 'Authorization: Bearer ${demo.apiKey}' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${body}'`,
  ];
}
