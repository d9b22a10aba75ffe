import { expect, test } from "@/e2e/support/story";
import { post } from "@/e2e/support/workspace";

const form = { fields: { answer: { type: "textarea", required: true } } };

test("whoever holds a list of tasks goes from one to the next in one stroke, decisions among them", async ({
  workspace,
  visit,
}) => {
  const { api } = workspace;
  const sam = await workspace.join("Sam Rivera");
  const assignTo = { user: sam.id };
  const deciders = { quorum: 1, of: [assignTo] };
  const note = { fields: { note: { type: "text" } } };
  await post(api, "tasks", { title: "First", form, assignTo });
  await post(api, "tasks", { title: "Pay 4,000 € back?", form: note, assignTo, deciders });
  await post(api, "tasks", { title: "Pay 9,000 € back?", form: note, assignTo, deciders });
  await post(api, "tasks", { title: "Last", form, assignTo });

  const page = await visit(sam, "/inbox?view=mine");
  const heading = (name: string) => page.getByRole("heading", { level: 1, name });
  await page.getByRole("list", { name: "Tasks" }).getByRole("link", { name: /First/ }).click();
  await page.getByRole("button", { name: "Claim", exact: true }).click();
  await expect(page.getByRole("button", { name: "Release" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Complete and next" })).toBeVisible();
  const answer = page.getByRole("textbox", { name: "Answer" });
  await answer.fill("Yes.");
  await answer.press("ControlOrMeta+Enter");

  // What several sign off is not claimed, by nobody, and no clock waits for that.
  await expect(heading("Pay 4,000 € back?")).toBeVisible();
  await expect(page.getByText("To decide", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Claim", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Approve and next" }).click();
  await expect(heading("Pay 9,000 € back?")).toBeVisible();
  await expect(page.getByRole("button", { name: "Reject and next" })).toBeVisible();
  await page.keyboard.press("Shift+E");

  await expect(heading("Last")).toBeVisible();
  await expect(page.getByRole("button", { name: "Release" })).toBeVisible();
  // It is the last one: nothing follows it.
  await expect(page.getByRole("button", { name: "Complete and next" })).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Tasks" }).getByRole("link")).toHaveCount(1);
});

test("a task's own page goes on with the list that one came from", async ({ workspace, visit }) => {
  const { api } = workspace;
  const sam = await workspace.join("Sam Rivera");
  const assignTo = { user: sam.id };
  for (const title of ["Return of a kettle", "Opening hours", "Return of a lamp"])
    await post(api, "tasks", { title, form, assignTo });
  const page = await visit(sam, "/inbox?view=mine&q=return");
  await page.getByRole("link", { name: /kettle/ }).click();
  await page.getByRole("link", { name: "Open as a page" }).click();
  await expect(page).toHaveURL(/\/tasks\//);
  await page.getByRole("textbox", { name: "Answer" }).fill("It is on its way back.");
  await page.getByRole("button", { name: "Complete and next" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Return of a lamp" })).toBeVisible();
});
