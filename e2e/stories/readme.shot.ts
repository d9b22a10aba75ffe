import { mkdir } from "node:fs/promises";
import type { APIRequestContext, Page } from "@playwright/test";
import { askPeople } from "@/e2e/support/bot";
import { expect, test } from "@/e2e/support/story";
import { openWorkspace, post } from "@/e2e/support/workspace";

/** Takes the pictures that the README shows: `ORKESTRA_SCREENSHOTS=1 npm run test:e2e`. */
const FOLDER = "e2e/__screenshots__";
const DESK = { width: 1200, height: 720 };

const yesNo = { fields: { approved: { type: "boolean", label: "Approve", required: true } } };
const decision = {
  fields: {
    decision: { type: "select", label: "Decision", required: true, options: ["Refund", "Replace", "Refuse"] },
    reason: { type: "textarea", label: "Reason", required: true },
  },
};

const TASKS = [
  {
    title: "Approve a refund of 480 €",
    priority: "urgent",
    context: { question: "The espresso machine arrived with a broken tank. May I have my money back?" },
    sla: { claimWithin: "4m", completeWithin: "30m" },
    assignTo: { team: "support-l2" },
    form: decision,
  },
  {
    title: "Check an address change",
    priority: "high",
    context: { question: "I moved last week. Please send order 20881 to Lindenstraße 4, Vienna." },
    sla: { claimWithin: "25m", completeWithin: "2h" },
    assignTo: { team: "support-l1" },
    form: yesNo,
  },
  {
    title: "Review a contract clause",
    context: { question: "Can we agree to 60 days instead of 30 in section 4.2?" },
    sla: { completeWithin: "6h" },
    assignTo: { team: "admins" },
    form: yesNo,
  },
  {
    title: "Confirm a bulk discount",
    priority: "low",
    context: { question: "We would take 40 grinders. What price could you make us?" },
    sla: { completeWithin: "26h" },
    assignTo: { team: "support-l1" },
    form: decision,
  },
];

const question = "My invoice shows the old address. Can you send me a corrected one before Friday?";

/** What a support team's inbox looks like at half past nine. */
async function furnish(api: APIRequestContext): Promise<string> {
  const ids: string[] = [];
  for (const task of TASKS) ids.push((await post(api, "tasks", task)).id);
  await askPeople(api, { question: "Do you deliver to the islands, and what does it cost?" });
  const { taskId } = await askPeople(api, { question });
  return taskId;
}

async function shoot(page: Page, name: string) {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${FOLDER}/${name}.png`, animations: "disabled", caret: "hide" });
}

test("the pictures for the README", async ({ playwright, demo, visit }) => {
  await mkdir(FOLDER, { recursive: true });
  const workspace = await openWorkspace(playwright.request, demo.url, "Northwind");
  const sam = await workspace.join("Sam Rivera", { teams: ["support-l1", "support-l2"] });
  const taskId = await furnish(workspace.api);
  const page = await visit(workspace.owner, "/inbox");
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: "light" });
  const theirs = await visit(sam, "/inbox");
  await theirs.getByRole("link", { name: /Check an address change/ }).click();
  await theirs.getByRole("button", { name: "Claim" }).click();
  await expect(page.getByRole("link", { name: /Check an address change/ })).toContainText("Sam");
  await expect(page.getByRole("list", { name: "Tasks" }).getByRole("link")).toHaveCount(6);
  await shoot(page, "inbox-light");

  await page.goto(`/tasks/${taskId}`);
  await page.getByRole("button", { name: "Claim" }).click();
  const answer = page.getByRole("textbox", { name: "Answer" });
  await expect(answer).toBeFocused();
  await answer.fill("Of course. The corrected invoice with your new address is on its way to your inbox.");
  await shoot(page, "task-light");
  await page.emulateMedia({ colorScheme: "dark" });
  await shoot(page, "task-dark");

  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 375, height: 812 });
  await page.goto("/inbox");
  await expect(page.getByRole("list", { name: "Tasks" }).getByRole("link")).toHaveCount(6);
  await shoot(page, "phone");
  await workspace.close();
});
