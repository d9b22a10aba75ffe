import { askPeople, endOf } from "@/e2e/support/bot";
import { picture } from "@/e2e/support/picture";
import { expect, test } from "@/e2e/support/story";

test("two agents who claim at once get one winner, and the other keeps what they typed", async ({
  workspace,
  visit,
}) => {
  const sam = await workspace.join("Sam Rivera", { teams: ["support-l1"] });
  const priya = await workspace.join("Priya Patel", { teams: ["support-l1"] });
  const { taskId, runId } = await askPeople(workspace.api);
  const pages = await Promise.all([sam, priya].map((who) => visit(who, `/tasks/${taskId}`)));
  for (const [index, page] of pages.entries()) {
    await page.getByRole("textbox", { name: "Answer" }).fill(`Words of ${index}`);
  }

  // By force, since the slower page may have heard of the claim by then, and greyed its button out.
  await Promise.all(pages.map((page) => page.getByRole("button", { name: "Claim" }).click({ force: true })));
  const release = (index: number) => pages[index]!.getByRole("button", { name: "Release" });
  const told = (index: number, who: string) =>
    pages[index]!.getByText(new RegExp(`${who} has claimed (it|this task)`)).first();
  await expect(release(0).or(told(0, "Priya Patel"))).toBeVisible();
  const winner = (await release(0).isVisible()) ? 0 : 1;
  const loser = 1 - winner;
  await expect(release(winner)).toBeVisible();
  const name = ["Sam Rivera", "Priya Patel"][winner]!;

  await expect(told(loser, name)).toBeVisible();
  await expect(release(loser)).toBeHidden();
  await expect(pages[loser]!.getByRole("textbox", { name: "Answer" })).toHaveValue(`Words of ${loser}`);
  await expect(pages[winner]!.getByRole("textbox", { name: "Answer" })).toHaveValue(`Words of ${winner}`);
  await picture(pages[loser]!, "story-race");

  await pages[winner]!.getByRole("button", { name: "Complete" }).click();
  const run = await endOf(workspace.api, runId);
  expect(run.output).toMatchObject({ answer: `Words of ${winner}`, answeredBy: { name } });
  await expect(pages[loser]!.getByRole("region", { name: "Outcome" })).toContainText(`${name} answered`);
});

test("a claim seen elsewhere reaches the page of whoever was slower", async ({ workspace, visit }) => {
  const sam = await workspace.join("Sam Rivera", { teams: ["support-l1"] });
  const { taskId } = await askPeople(workspace.api);
  const page = await visit(sam, `/tasks/${taskId}`);
  await page.getByRole("textbox", { name: "Answer" }).fill("Not sent yet");
  await expect(await workspace.api.post(`tasks/${taskId}/claim`, { data: {} })).toBeOK();
  await expect(page.getByText("Support bot has claimed it.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Answer" })).toHaveValue("Not sent yet");
});
