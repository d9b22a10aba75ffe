import { askPeople, endOf } from "@/e2e/support/bot";
import { picture } from "@/e2e/support/picture";
import { draftKept, expect, test } from "@/e2e/support/story";

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

test("whoever opens a task sees who looks and who types, and so does the list", async ({
  workspace,
  visit,
}) => {
  const sam = await workspace.join("Sam Rivera", { teams: ["support-l1"] });
  const priya = await workspace.join("Priya Patel", { teams: ["support-l1"] });
  const { taskId } = await askPeople(workspace.api);
  const list = await visit(workspace.owner, "/inbox?view=open");
  const row = list.getByRole("link", { name: /A customer needs a person/ });
  const first = await visit(sam, `/tasks/${taskId}`);
  await expect(row).toContainText("Sam Rivera looking now");
  const second = await visit(priya, `/tasks/${taskId}`);
  await expect(first.getByText("Priya Patel looks at this task too")).toBeVisible();
  await expect(second.getByText("Sam Rivera looks at this task too")).toBeVisible();
  await first.getByRole("textbox", { name: "Answer" }).fill("Let me see");
  await expect(second.getByText("Sam Rivera is typing an answer")).toBeVisible();
  await expect(row).toContainText("typing now");
  await first.goto("/inbox");
  await expect(second.getByText("Sam Rivera")).toHaveCount(0);
});

test("an answer that comes second is refused, told, and kept beside the first", async ({
  workspace,
  visit,
}) => {
  const sam = await workspace.join("Sam Rivera", { teams: ["support-l1"] });
  const priya = await workspace.join("Priya Patel", { teams: ["support-l1"] });
  const { taskId } = await askPeople(workspace.api);
  const first = await visit(sam, `/tasks/${taskId}`);
  const second = await visit(priya, `/tasks/${taskId}`);
  await expect(first.getByText("Priya Patel looks at this task too")).toBeVisible();
  const kept = draftKept(second);
  await second.getByRole("textbox", { name: "Answer" }).fill("Yes, until it is packed");
  await kept;
  // She does not hear of the other's answer before hers is on its way.
  await second.route(/\/api\/(stream|trpc\/[^?]*task\.get)/, (route) => route.abort());
  await first.getByRole("textbox", { name: "Answer" }).fill("Yes, until tonight");
  await first.getByRole("button", { name: "Complete" }).click();
  await expect(first.getByRole("region", { name: "Outcome" })).toContainText("Sam Rivera answered");

  await second.getByRole("button", { name: "Complete" }).click();
  await expect(second.getByText(/Sam Rivera has already answered this task/)).toBeVisible();
  await second.unrouteAll({ behavior: "ignoreErrors" });
  await second.reload();
  await expect(second.getByRole("region", { name: "Outcome" })).toContainText("Sam Rivera answered");
  const unsent = second.getByRole("region", { name: "Your unsent answer" });
  await expect(unsent).toContainText("Sam Rivera answered while you wrote");
  await expect(unsent.locator("ins")).toContainText(["packed"]);
  await unsent.getByRole("button", { name: "Discard" }).click();
  await expect(unsent).toBeHidden();
});
