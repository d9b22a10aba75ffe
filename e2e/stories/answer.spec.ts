import { Webhook } from "standardwebhooks";
import { askPeople, endOf } from "@/e2e/support/bot";
import { expect, test } from "@/e2e/support/story";
import { get } from "@/e2e/support/workspace";
import { startReceiver } from "@/server/connectors/testing/receiver";

const question = "My invoice shows the old address. Can you send a corrected one?";
const answer = "Yes. The corrected invoice is on its way to you.";

test("a bot's question reaches a person's inbox, and the answer travels back", async ({
  workspace,
  visit,
}) => {
  const { api } = workspace;
  const sam = await workspace.join("Sam Rivera", { teams: ["support-l1"] });
  const page = await visit(sam, "/inbox");
  await expect(page.getByText("All clear")).toBeVisible();
  const receiver = await startReceiver((response) => response.writeHead(204).end());

  const asked = await askPeople(api, { question, callbackUrl: `${receiver.url}/orkestra` });
  // Nobody reloads anything: the page hears of it.
  const row = page.getByRole("list", { name: "Tasks" }).getByRole("link");
  await expect(row).toContainText(["A customer needs a person"]);
  await expect(row).toContainText([question]);
  await expect(page.getByRole("button", { name: "Notifications, 1 unread" })).toBeVisible();
  await row.click();
  // Who has the task before them knows of it.
  await expect(page.getByRole("button", { name: "Notifications", exact: true })).toBeVisible();

  const conversation = page.getByRole("complementary", { name: "Conversation" });
  await expect(conversation.getByRole("listitem")).toContainText([question, "42% sure"]);
  await expect(page.getByRole("region", { name: "What is asked" })).toContainText(question);
  await expect(page.getByRole("region", { name: "Deadlines" })).toContainText("to claim");
  await page.getByRole("button", { name: "Claim" }).click();
  await expect(page.getByRole("button", { name: "Release" })).toBeVisible();

  const box = page.getByRole("textbox", { name: "Answer" });
  await expect(box).toBeFocused();
  await page.getByRole("checkbox", { name: "Follow up later" }).check();
  await page.getByRole("button", { name: "Complete" }).click();
  await expect(box).toHaveAccessibleDescription(/required/i);
  await expect(box).toBeFocused();
  await expect(page.getByRole("checkbox", { name: "Follow up later" })).toBeChecked();
  await box.fill(answer);
  await page.getByRole("button", { name: "Complete" }).click();

  const outcome = page.getByRole("region", { name: "Outcome" });
  await expect(outcome).toContainText("Sam Rivera answered in the inbox");
  await expect(outcome).toContainText(answer);
  const run = await endOf(api, asked.runId);
  expect(run.status).toBe("completed");
  expect(run.output).toEqual({
    escalated: true,
    answer,
    shouldFollowUp: true,
    answeredBy: { type: "user", id: sam.id, name: "Sam Rivera", channel: "dashboard" },
  });
  const { messages } = await get(api, `conversations/${asked.conversationId}`);
  expect(messages.map(({ role }: { role: string }) => role)).toEqual(["user", "assistant", "human"]);
  expect(messages[2].content).toBe(answer);
  await expect(conversation).toContainText(answer);

  await expect.poll(() => receiver.received.length).toBe(1);
  const { secret } = await get(api, "tenant/signing-secret");
  const callback = receiver.received[0]!;
  expect(new Webhook(secret).verify(callback.body, callback.headers)).toMatchObject({
    type: "run.completed",
    data: { runId: asked.runId, status: "completed", output: run.output },
  });
  await receiver.close();
});

test("the same conversation told twice is one, and a sure bot asks nobody", async ({ workspace }) => {
  const { api } = workspace;
  const conversation = { channel: "whatsapp", externalId: "wa-1", participant: { id: "+4915" } };
  const first = await api.post("conversations", { data: conversation });
  const again = await api.post("conversations", { data: conversation });
  expect([first.status(), again.status()]).toEqual([201, 200]);
  expect((await again.json()).id).toBe((await first.json()).id);

  const input = { question, confidence: 0.93 };
  const started = await api.post("runs", { data: { workflow: "support-escalation", input } });
  const run = await endOf(api, (await started.json()).id);
  expect(run).toMatchObject({ status: "completed", output: { escalated: false } });
});

test("the timeline tells what happened, with what colleagues say and to whom it went", async ({
  workspace,
  visit,
}) => {
  await workspace.join("Priya Patel", { teams: ["support-l2"] });
  const { taskId } = await askPeople(workspace.api);
  const page = await visit(workspace.owner, `/tasks/${taskId}`);
  const history = page.getByRole("list", { name: "History" });
  await expect(history).toContainText("assigned it to Support L1");

  await page.getByRole("button", { name: "Claim" }).click();
  await expect(history).toContainText("Alex Morgan claimed it");
  await page.getByRole("textbox", { name: "Comment" }).fill("Priya knows the invoices.");
  await page.getByRole("button", { name: "Comment" }).click();
  await expect(history).toContainText("Priya knows the invoices.");
  await expect(page.getByRole("textbox", { name: "Comment" })).toHaveValue("");
  await page.getByRole("button", { name: "Release" }).click();
  await expect(history).toContainText("Alex Morgan released it");

  await page.getByRole("button", { name: "Reassign" }).click();
  await page.getByRole("textbox", { name: "Find a team or person" }).fill("pri");
  await page.getByRole("radio", { name: /Priya Patel/ }).check({ force: true });
  await page.getByRole("button", { name: "Assign to Priya Patel" }).click();
  await expect(history).toContainText(/Alex Morgan reassigned it .*to Priya Patel/);
  await page.reload();
  await expect(history.getByRole("listitem")).toContainText([
    "opened the task",
    "claimed it",
    "Priya knows the invoices.",
    "released it",
    "reassigned it",
  ]);
});

test("what is typed is there again after a reload", async ({ workspace, visit }) => {
  const { taskId } = await askPeople(workspace.api);
  const page = await visit(workspace.owner, `/tasks/${taskId}`);
  const box = page.getByRole("textbox", { name: "Answer" });
  await box.pressSequentially("Half of a thought");
  await page.reload();
  await expect(box).toHaveValue("Half of a thought");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(box).toHaveValue("");
});
