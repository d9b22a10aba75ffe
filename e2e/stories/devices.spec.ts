import { askPeople } from "@/e2e/support/bot";
import { draftKept, expect, test } from "@/e2e/support/story";

test("a draft is found on another device, and two that differ are asked about", async ({
  workspace,
  visit,
}) => {
  const sam = await workspace.join("Sam Rivera", { teams: ["support-l1"] });
  const { taskId } = await askPeople(workspace.api);
  const desk = await visit(sam, `/tasks/${taskId}`);
  const written = draftKept(desk);
  await desk.getByRole("textbox", { name: "Answer" }).fill("Begun at the desk");
  await written;

  const phone = await visit(sam, `/tasks/${taskId}`);
  const answer = phone.getByRole("textbox", { name: "Answer" });
  await expect(answer).toHaveValue("Begun at the desk");
  await expect(phone.getByText(/^Draft from .* on another device/)).toBeVisible();
  const goneOn = draftKept(phone);
  await answer.fill("Begun at the desk, gone on with on the train");
  await goneOn;

  await desk.getByRole("textbox", { name: "Answer" }).fill("Begun at the desk, and still there");
  const asked = desk.getByRole("alert").filter({ hasText: "another draft on another device" });
  await expect(asked).toContainText("gone on with on the train");
  await asked.getByRole("button", { name: "Take the other one" }).click();
  await expect(asked).toBeHidden();
  await expect(desk.getByRole("textbox", { name: "Answer" })).toHaveValue(/on the train$/);

  const discarded = desk.waitForResponse((answer) => answer.url().includes("task.discardDraft"));
  await desk.getByRole("button", { name: "Discard" }).click();
  await discarded;
  await expect(desk.getByRole("textbox", { name: "Answer" })).toHaveValue("");
  await phone.reload();
  await expect(answer).toHaveValue("");
});
