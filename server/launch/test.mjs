// `npm test`: everything that must hold before a change lands, from a clean clone on. Plain JavaScript, since it
// installs what it needs. `node server/launch/test.mjs check unit` runs single stages.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInstalled, projectEnv, projectNode, root } from "./install.mjs";
import { colours, say } from "./progress.mjs";

process.chdir(root);
const reports = mkdtempSync(join(tmpdir(), "orkestra-reports-"));
const total = { passed: 0, failed: 0, skipped: 0 };

const stages = {
  check: { title: "Types, lint, dead code", command: ["npm", "run", "--silent", "check"] },
  unit: {
    title: "Unit and integration tests",
    command: [
      "vitest",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${reports}/unit.json`,
    ],
    count: () => countVitest(readReport("unit")),
  },
  build: { title: "Build", command: [projectNodeLater, "server/launch/start.mjs", "--build-only"] },
  e2e: {
    title: "Stories in a browser",
    command: ["playwright", "test", "--reporter=list,json"],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: `${reports}/e2e.json` },
    count: () => countPlaywright(readReport("e2e")),
  },
};

try {
  await ensureInstalled();
  const asked = process.argv.slice(2);
  const names = asked.length > 0 ? asked : Object.keys(stages);
  for (const name of names) await runStage(stages[name] ?? unknownStage(name));
} catch (error) {
  say(colours.red(error.message));
  total.failed += 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function runStage(stage) {
  say(`\n${colours.bold(`▸ ${stage.title}`)}`);
  const started = Date.now();
  const ok = await execute(stage);
  const counted = stage.count?.() ?? { passed: 0, failed: 0, skipped: 0 };
  // A stage may fail without a failing test: a type error, a crash.
  if (!ok && counted.failed === 0) counted.failed = 1;
  for (const key of Object.keys(total)) total[key] += counted[key];
  const mark = ok ? colours.green("✓") : colours.red("✗");
  say(`${mark} ${stage.title} ${colours.dim(`${((Date.now() - started) / 1000).toFixed(0)} s`)}`);
}

function execute({ command, env }) {
  const [file, ...args] = command.map((word) => (typeof word === "function" ? word() : word));
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      env: projectEnv(env),
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", (error) => {
      say(error.message);
      resolve(false);
    });
    child.on("close", (code) => resolve(code === 0));
  });
}

function readReport(name) {
  try {
    return JSON.parse(readFileSync(join(reports, `${name}.json`), "utf8"));
  } catch {
    return undefined;
  }
}

function countVitest(report) {
  if (!report) return undefined;
  // A file that could not be loaded has no tests, and failed all the same.
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function countPlaywright(report) {
  if (!report) return undefined;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}

function projectNodeLater() {
  return projectNode();
}

function unknownStage(name) {
  throw new Error(`There is no stage ${name}: ${Object.keys(stages).join(", ")}.`);
}
