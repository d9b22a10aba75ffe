import type { TaskPriority } from "@/server/domain/tasks/schema";
import { claimTask } from "@/server/operations/tasks/claim";
import { commentTask } from "@/server/operations/tasks/comment";
import { createTask } from "@/server/operations/tasks/create";
import { decideTask } from "@/server/operations/tasks/decide";
import { linkTask } from "@/server/operations/tasks/link";
import { mergeTask } from "@/server/operations/tasks/merge";
import { snoozeTask } from "@/server/operations/tasks/snooze";
import { splitTask } from "@/server/operations/tasks/split";
import { transferTask } from "@/server/operations/tasks/transfer";
import { waitTask } from "@/server/operations/tasks/wait";
import { FORMS } from "./tasks";
import { DAY, HOUR, MINUTE, type Week } from "./week";

interface Case {
  title: string;
  team: string;
  form: keyof typeof FORMS;
  context: Record<string, string>;
  priority?: TaskPriority;
  description?: string;
}

/** Tasks of today that each show what can be done with one, besides answering it. */
export function planCases(week: Week): void {
  planSignOff(week);
  planDuplicate(week);
  planPair(week);
  planParts(week);
  planTransfer(week);
  planPause(week);
}

async function open(week: Week, now: Date, { team, form, ...task }: Case): Promise<string> {
  const asked = { ...task, form: FORMS[form], assignTo: { team } };
  return (await week.perform(createTask, week.bot, now, asked)).id;
}

/** Two of three have to sign, and one has. */
function planSignOff(week: Week): void {
  week.plan(week.end - 3 * HOUR, async (now) => {
    const { id: taskId } = await week.perform(createTask, week.bot, now, {
      title: "Write off the damaged pallet of order 4771",
      description: "48 cups, 412 €. The carrier's insurance has refused.",
      context: { customer: "Hotel Vierjahreszeiten", order: "4771", amount: "412 €" },
      form: { fields: { reason: { type: "textarea", label: "Reason" } } },
      assignTo: { team: "billing" },
      priority: "high",
      deciders: {
        quorum: 2,
        of: [{ team: "billing" }, { user: week.person("Alex").id }, { user: week.person("Aisha").id }],
      },
    });
    week.plan(week.end - 2 * HOUR, async (then) => {
      const formData = { reason: "Cheaper than another round with the carrier." };
      await week.perform(decideTask, week.person("Diego"), then, { taskId, verdict: "approve", formData });
    });
  });
}

/** The customer has written twice: the second task waits for the answer of the first. */
function planDuplicate(week: Week): void {
  const call = {
    team: "support-l1",
    form: "write",
    context: { customer: "Chloé Martin", order: "4512" },
  } as const;
  week.plan(week.end - 100 * MINUTE, async (now) => {
    const into = await open(week, now, { ...call, title: "Call Chloé Martin back about order 4512" });
    const sam = week.person("Sam");
    await week.perform(claimTask, sam, new Date(now.getTime() + 4 * MINUTE), { taskId: into });
    week.plan(week.end - 70 * MINUTE, async (then) => {
      const again = await open(week, then, { ...call, title: "Chloé Martin asks for a call, order 4512" });
      week.plan(week.end - 65 * MINUTE, async (later) => {
        await week.perform(mergeTask, sam, later, { taskId: again, into });
      });
    });
  });
}

function planPair(week: Week): void {
  const context = { customer: "Felix Brunner", order: "4630" };
  week.plan(week.end - 90 * MINUTE, async (now) => {
    const otherId = await open(week, now, {
      title: "Release the held payment of order 4630",
      team: "billing",
      form: "decide",
      context,
    });
    const taskId = await open(week, now, {
      title: "Tell Felix Brunner when order 4630 leaves",
      team: "support-l1",
      form: "write",
      context,
    });
    week.plan(week.end - 80 * MINUTE, async (then) => {
      const jonas = week.person("Jonas");
      await week.perform(linkTask, jonas, then, { taskId, otherId });
      const body = "Only once billing has released the payment.";
      await week.perform(commentTask, jonas, new Date(then.getTime() + MINUTE), { taskId, body });
    });
  });
}

function planParts(week: Week): void {
  week.plan(week.end - 75 * MINUTE, async (now) => {
    const taskId = await open(week, now, {
      title: "Move the company account of Kowalska GmbH",
      description: "New name, new address, new VAT number; open orders keep the old one.",
      team: "support-l2",
      form: "write",
      context: { customer: "Marta Kowalska", account: "K-2208" },
    });
    week.plan(week.end - 50 * MINUTE, async (then) => {
      const priya = week.person("Priya");
      await week.perform(claimTask, priya, then, { taskId });
      const parts = [
        { title: "Check the new VAT number of Kowalska GmbH", assignTo: { team: "billing" } },
        { title: "Confirm the new address of Kowalska GmbH by phone", assignTo: { team: "support-l1" } },
      ];
      await week.perform(splitTask, priya, new Date(then.getTime() + 2 * MINUTE), { taskId, parts });
    });
  });
}

function planTransfer(week: Week): void {
  week.plan(week.end - 95 * MINUTE, async (now) => {
    const taskId = await open(week, now, {
      title: "Ravi Menon was charged for an order he cancelled",
      team: "support-l1",
      form: "write",
      priority: "high",
      context: { customer: "Ravi Menon", order: "4388" },
    });
    week.plan(week.end - 60 * MINUTE, async (then) => {
      const note =
        "The cancellation is in our log at 09:12, the charge came at 09:40. The bank needs our word in writing.";
      await week.perform(transferTask, week.person("Sam"), then, { taskId, team: "billing", note });
    });
  });
}

/** One waits for what the customer was asked for, one is put off to tomorrow, one to after the weekend. */
function planPause(week: Week): void {
  week.plan(week.end - 5 * HOUR, async (now) => {
    const about = (customer: string, order: string) => ({ customer, order });
    const photo = await open(week, now, {
      title: "Replace the torn bag of order 4605",
      team: "support-l1",
      form: "write",
      context: about("Grace O'Neill", "4605"),
    });
    const stock = await open(week, now, {
      title: "Offer Emil Sørensen the next size of order 4590",
      team: "support-l1",
      form: "write",
      context: about("Emil Sørensen", "4590"),
    });
    const bank = await open(week, now, {
      title: "Ask the bank again about order 4411",
      team: "billing",
      form: "check",
      context: about("Tariq Aziz", "4411"),
      priority: "low",
    });
    week.plan(week.end - 4 * HOUR, async (then) => {
      const sam = week.person("Sam");
      const said = new Date(then.getTime() + MINUTE);
      await week.perform(claimTask, sam, then, { taskId: photo });
      await week.perform(commentTask, sam, said, {
        taskId: photo,
        body: "Asked her for a picture of the seam.",
      });
      await week.perform(waitTask, sam, said, { taskId: photo });
      await week.perform(snoozeTask, week.person("Jonas"), then, {
        taskId: stock,
        until: new Date(week.end + 18 * HOUR).toISOString(),
      });
      await week.perform(snoozeTask, week.person("Diego"), then, {
        taskId: bank,
        until: new Date(week.end + 4 * DAY).toISOString(),
      });
    });
  });
}
