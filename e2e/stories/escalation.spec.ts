import { askPeople, endOf } from "@/e2e/support/bot";
import { expect, test } from "@/e2e/support/story";

test("a question that nobody takes goes up, expires, and fails its run, before one's eyes", async ({
  workspace,
  visit,
}) => {
  const sla = { claimWithin: "2s", completeWithin: "5s", expireAfter: "8s" };
  const { taskId, runId } = await askPeople(workspace.api, { sla });
  const page = await visit(workspace.owner, `/tasks/${taskId}`);
  const inbox = await visit(workspace.owner, "/inbox?view=closed");
  const history = page.getByRole("list", { name: "History" });
  await expect(history).toContainText("escalated it to Support L2");
  await expect(history).toContainText("escalated it to Admins");
  await expect(page.getByText("Nobody answered in time. The task expired.")).toBeVisible();
  await expect(history).toContainText("let it expire");
  await expect(inbox.getByRole("list", { name: "Tasks" }).getByRole("link")).toContainText(["Expired"]);

  const run = await endOf(workspace.api, runId);
  expect(run.status).toBe("failed");
  expect(run.error.message).toBe("Nobody answered in time, not even after every escalation");
  await page.goto(`/runs/${runId}`);
  await expect(
    page.getByText("Nobody answered in time, not even after every escalation").first(),
  ).toBeVisible();
});

test("an escalated question is answered by the next team, and claiming stops the clock", async ({
  workspace,
  visit,
}) => {
  const priya = await workspace.join("Priya Patel", { teams: ["support-l2"] });
  const page = await visit(priya, "/inbox");
  await expect(page.getByText("All clear")).toBeVisible();
  const { runId } = await askPeople(workspace.api, { sla: { claimWithin: "1s" } });
  const row = page.getByRole("list", { name: "Tasks" }).getByRole("link");
  await expect(row).toContainText(["Support L2"]);
  await row.click();
  await page.getByRole("button", { name: "Claim" }).click();
  await page.getByRole("textbox", { name: "Answer" }).fill("Level two has the answer.");
  await page.getByRole("textbox", { name: "Answer" }).press("Control+Enter");
  await expect(page.getByRole("region", { name: "Outcome" })).toContainText("Priya Patel answered");
  expect((await endOf(workspace.api, runId)).output).toMatchObject({ answeredBy: { name: "Priya Patel" } });
});
