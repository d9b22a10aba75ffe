import { askPeople, endOf } from "@/e2e/support/bot";
import { picture } from "@/e2e/support/picture";
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

test("a policy that an admin writes is missed before both teams' eyes, and each sees why", async ({
  workspace,
  visit,
}) => {
  const priya = await workspace.join("Priya Patel", { teams: ["support-l1"] });
  const sam = await workspace.join("Sam Rivera", { teams: ["support-l2"] });

  const admin = await visit(workspace.owner, "/settings/sla/chains/new");
  await admin.getByLabel("Name").fill("Up to level two");
  await admin.getByRole("combobox", { name: "Do" }).click();
  await admin.getByRole("option", { name: "Send it on" }).click();
  await admin.getByRole("combobox", { name: "To", exact: true }).click();
  await admin.getByRole("option", { name: "Support L2" }).click();
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByRole("link", { name: "Up to level two" })).toBeVisible();

  await admin.getByRole("link", { name: "New policy" }).click();
  await admin.getByLabel("Name").fill("Quick");
  await admin.getByLabel("Claim", { exact: true }).fill("4s");
  await admin.getByLabel("First response", { exact: true }).fill("");
  await admin.getByLabel("Answer", { exact: true }).fill("1h");
  await admin.getByRole("combobox", { name: "Escalation chain" }).click();
  await admin.getByRole("option", { name: "Up to level two" }).click();
  const preview = admin.getByRole("region", { name: "What would happen" });
  await expect(preview).toContainText("It would escalate to Support L2");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin).toHaveURL(/policies\/quick$/);

  const form = { fields: { answer: { type: "textarea", required: true } } };
  const made = await workspace.api.post("tasks", {
    data: { title: "The parcel is broken", form, assignTo: { team: "support-l1" }, sla: { policy: "quick" } },
  });
  const { id } = await made.json();
  const first = await visit(priya, `/tasks/${id}`);
  const second = await visit(sam, "/inbox");
  const deadlines = first.getByRole("region", { name: "Deadlines" });
  await expect(deadlines).toContainText("Missed by");
  await expect(first.getByRole("list", { name: "History" })).toContainText("Support L2");
  await second
    .getByRole("link", { name: /The parcel is broken/ })
    .first()
    .click();
  await expect(second.getByRole("region", { name: "Deadlines" })).toContainText("Missed by");
  await second.getByRole("button", { name: "Why me?" }).first().click();
  await expect(second.getByText("It waits in Support L2’s queue")).toBeVisible();
  await picture(second, "story-sla");
  await second.keyboard.press("Escape");
  await second.getByRole("button", { name: "Claim", exact: true }).first().click();
  await expect(second.getByRole("region", { name: "Deadlines" })).toContainText("late");
});
