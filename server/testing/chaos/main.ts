import { playChaos } from "./chaos";
import { planOf } from "./plan";
import { tableOf } from "./report";

// `npm run chaos [-- --seed N --runs N --kills N]`: ends with 1 when a promise was broken.
const plan = planOf(process.argv.slice(2));
process.env.LOG_LEVEL ??= "warn";
process.env.NEXTAUTH_SECRET ??= "a-secret-that-only-the-chaos-knows";
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
console.log(`${plan.runs} runs, ${plan.kills} kills; --seed ${plan.seed} plays the same plan again`);
const { report, story } = await playChaos(plan, (words) => console.log(words));
console.log(`\n${tableOf(report)}`);
if (story) console.error(`\n${story}`);
process.exit(report.violations.length > 0 ? 1 : 0);
