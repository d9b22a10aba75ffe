import { askPeople, endOf } from "@/e2e/support/bot";
import { expect, test } from "@/e2e/support/story";
import { post } from "@/e2e/support/workspace";

test("a canned answer says what it could not fill in, and does not go out with a gap unseen", async ({
  workspace,
  visit,
}) => {
  const { api, owner } = workspace;
  const body = "Hello {{customer.name}}, your order {{context.order}} is on its way.";
  await post(api, "canned-answers", { shortcut: "order", title: "Order status", body });
  const { taskId, runId } = await askPeople(api);
  const page = await visit(owner, `/tasks/${taskId}`);
  const box = page.getByRole("textbox", { name: "Answer" });
  await box.pressSequentially("/order");
  await page.getByRole("option", { name: /Order status/ }).click();
  await expect(box).toHaveValue("Hello Lena Fischer, your order {{context.order}} is on its way.");
  await expect(page.getByText("A variable has no value. Fill it in:")).toBeVisible();
  const selected = () =>
    box.evaluate((el: HTMLTextAreaElement) => el.value.slice(el.selectionStart, el.selectionEnd));
  await expect.poll(selected).toBe("{{context.order}}");

  await page.getByRole("button", { name: "Complete", exact: true }).click();
  const warning = page.getByRole("alertdialog", { name: "Send it with a gap?" });
  await expect(warning).toContainText("{{context.order}}");
  await warning.getByRole("button", { name: "Fill in first" }).click();
  await expect(warning).toBeHidden();
  await page.getByRole("button", { name: "Go to context.order in the text" }).click();
  await page.keyboard.type("4711");
  await expect(page.getByText("A variable has no value. Fill it in:")).toHaveCount(0);
  await page.getByRole("button", { name: "Complete", exact: true }).click();
  await expect(page.getByRole("region", { name: "Outcome" })).toBeVisible();
  expect((await endOf(api, runId)).output).toMatchObject({
    answer: "Hello Lena Fischer, your order 4711 is on its way.",
  });
});

test("a reply to a customer asks before it goes out with a gap, and a note to the team does not", async ({
  workspace,
  visit,
}) => {
  const { conversationId } = await askPeople(workspace.api);
  const page = await visit(workspace.owner, `/conversations/${conversationId}`);
  const thread = page.getByRole("log");
  await page.getByRole("button", { name: "Note", exact: true }).click();
  await page.getByRole("textbox", { name: "Note for the team" }).fill("Use {{customer.name}} here");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(thread).toContainText("Use {{customer.name}} here");
  await page.getByRole("button", { name: "Reply", exact: true }).click();
  await page.getByRole("textbox", { name: "Reply" }).fill("Dear {{customer.name}}");
  await page.getByRole("button", { name: "Send" }).click();
  const warning = page.getByRole("alertdialog", { name: "Send it with a gap?" });
  await warning.getByRole("button", { name: "Fill in first" }).click();
  await expect(warning).toBeHidden();
  await expect(thread).not.toContainText("Dear {{customer.name}}");
  await page.getByRole("button", { name: "Send" }).click();
  await warning.getByRole("button", { name: "Send anyway" }).click();
  await expect(thread).toContainText("Dear {{customer.name}}");
});
