import { askPeople } from "@/e2e/support/bot";
import { expect, test } from "@/e2e/support/story";
import { get, post } from "@/e2e/support/workspace";

const form = { fields: { answer: { type: "textarea", required: true } } };

test("many tasks are claimed at once, and those that could not be say why", async ({ workspace, visit }) => {
  const sam = await workspace.join("Sam Rivera", { teams: ["support-l1"] });
  for (const question of ["One?", "Two?"]) await askPeople(workspace.api, { question });
  const { taskId } = await askPeople(workspace.api, { question: "Taken?" });
  await post(workspace.api, `tasks/${taskId}/claim`, {});
  const page = await visit(sam, "/inbox?view=open");
  for (const question of ["One?", "Two?", "Taken?"]) {
    const row = page.getByRole("listitem").filter({ hasText: question });
    await row.hover();
    await row.getByRole("checkbox").check({ force: true });
  }
  await page.getByRole("region", { name: "Selected tasks" }).getByRole("button", { name: "Claim" }).click();
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText("2 of 3 claimed. One could not be.");
  await progress.getByRole("button", { name: "Show why" }).click();
  await expect(progress.getByRole("list")).toContainText("Support bot has claimed this task.");
  const mine = (await get(workspace.api, `tasks?assignee=${sam.id}`)).data;
  expect(mine).toHaveLength(2);

  await progress.getByRole("button", { name: "Undo" }).click();
  await expect(progress).toContainText("2 of 2 taken back.");
  expect((await get(workspace.api, `tasks?assignee=${sam.id}`)).data).toHaveLength(0);
});

test("a view is saved, shared, found by a colleague with its count, and deleted", async ({
  workspace,
  visit,
}) => {
  const sam = await workspace.join("Sam Rivera", { teams: ["support-l1"] });
  await post(workspace.api, "tasks", {
    title: "Burning",
    form,
    priority: "urgent",
    assignTo: { team: "support-l1" },
  });
  await post(workspace.api, "tasks", {
    title: "Calm",
    form,
    priority: "low",
    assignTo: { team: "support-l1" },
  });
  await test.step("saved by one", async () => {
    const page = await visit(workspace.owner, "/inbox?view=open&priority=urgent");
    await expect(page.getByRole("link", { name: /Burning/ })).toBeVisible();
    await expect(page.getByRole("link", { name: /Calm/ })).toBeHidden();
    await page.getByRole("button", { name: "Save view" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("On fire");
    await page.getByRole("checkbox", { name: /everybody/ }).check();
    await page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("On fire");
  });
  const page = await visit(sam, "/inbox");
  const view = page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: /On fire/ });
  await expect(view).toContainText("1");
  await view.click();
  await expect(page.getByRole("link", { name: /Burning/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /Calm/ })).toBeHidden();
  await page.getByRole("button", { name: "Remove the filter Priority" }).click();
  await expect(page.getByRole("link", { name: /Calm/ })).toBeVisible();
});

test("a list of thousands scrolls to its end with a few rows in the page, and finds one by its words", async ({
  workspace,
  visit,
}) => {
  test.slow();
  const many = 5_000;
  const numbers = Array.from({ length: many }, (_, i) => i).values();
  const sender = async () => {
    for (const i of numbers) {
      const title = i === 2_345 ? "The needle" : `Straw ${i}`;
      await post(workspace.api, "tasks", { title, form, assignTo: { team: "support-l1" } });
    }
  };
  await Promise.all(Array.from({ length: 24 }, sender));
  const page = await visit(workspace.owner, "/inbox?view=open&sort=oldest");
  const list = page.getByRole("list", { name: "Tasks" });
  await expect(list.getByRole("link").first()).toBeVisible();
  const last = page.locator(`li[aria-posinset="${many}"]`);
  await expect(async () => {
    await list.evaluate((element) => element.parentElement?.scrollTo(0, element.scrollHeight));
    await expect(last).toBeVisible({ timeout: 100 });
  }).toPass({ timeout: 120_000, intervals: [50] });
  expect(await list.getByRole("link").count()).toBeLessThan(100);

  await page.getByRole("searchbox", { name: "Search tasks" }).fill("needle");
  await expect(list.getByRole("link")).toHaveCount(1);
  await expect(list.getByRole("link", { name: /The needle/ })).toBeVisible();
});

test("a task is made by hand from the keyboard, for whom and by when one says", async ({
  workspace,
  visit,
}) => {
  const { api, owner } = workspace;
  const { id: teamId } = (await get(api, "teams")).data.find(
    ({ slug }: { slug: string }) => slug === "support-l2",
  );
  await post(api, "task-templates", {
    name: "Call back",
    title: "Call the customer back",
    form: { fields: { outcome: { type: "text", required: true } } },
    teamId,
    priority: "high",
  });
  const page = await visit(owner, "/inbox?view=open");
  await expect(page.getByRole("button", { name: "New task" })).toBeVisible();
  await page.keyboard.press("Shift+N");
  const dialog = page.getByRole("dialog", { name: "New task" });
  await dialog.getByRole("button", { name: "Create task" }).click();
  await expect(dialog.getByText("Say what is to be done.")).toBeVisible();
  await dialog.getByRole("combobox", { name: "What is to be answered" }).click();
  await page.getByRole("option", { name: /Call back/ }).click();
  await expect(dialog.getByRole("textbox", { name: "What is to be done" })).toHaveValue(
    "Call the customer back",
  );
  await expect(dialog.getByRole("combobox", { name: "For" })).toHaveText(/Support L2/);
  await dialog.getByRole("combobox", { name: "Due" }).click();
  await page.getByRole("option", { name: "In 4 hours" }).click();
  await dialog.getByRole("button", { name: "Create task" }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole("list", { name: "Tasks" }).getByRole("link", { name: /Call the customer back/ });
  await expect(row).toContainText("Support L2");

  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill("New task");
  await page.keyboard.press("Enter");
  await dialog.getByRole("textbox", { name: "What is to be done" }).fill("Water the plants");
  await dialog.getByRole("combobox", { name: "For" }).click();
  await page.getByRole("option", { name: /Alex Morgan/ }).click();
  await page.keyboard.press("Tab");
  await dialog.getByRole("textbox", { name: "What is to be done" }).press("Enter");
  const toast = page.locator("[data-sonner-toast]").filter({ hasText: "Water the plants" });
  await toast.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Water the plants");
});

test("deadlines that were missed are found apart: what is still to be done, and what was done late", async ({
  workspace,
  visit,
}) => {
  const { api, owner } = workspace;
  const sla = { claimWithin: "1s" };
  const made = (title: string) => post(api, "tasks", { title, form, assignTo: { team: "support-l1" }, sla });
  const late = await made("Claimed too late");
  await made("Claimed by nobody");
  await post(api, "tasks", { title: "In good time", form, assignTo: { team: "support-l1" } });
  const missed = async () => (await get(api, "tasks?missed=open")).data.length;
  await expect.poll(missed).toBe(2);
  await post(api, `tasks/${late.id}/claim`, {});

  const page = await visit(owner, "/inbox?view=open");
  const rows = page.getByRole("list", { name: "Tasks" }).getByRole("link");
  await expect(rows).toHaveCount(3);
  const filter = page.getByRole("button", { name: "Missed", exact: true });
  await expect(async () => {
    // The first strokes may come before the page listens.
    await page.keyboard.press("f");
    await expect(filter).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await filter.click();
  await page.getByRole("button", { name: "Still to be done" }).click();
  await expect(rows).toHaveText([/Claimed by nobody/]);
  await page.getByRole("button", { name: "Done, but late" }).click();
  await expect(rows).toHaveText([/Claimed too late/]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Remove the filter Missed" }).click();
  await expect(rows).toHaveCount(3);
});

test("who goes back in the moment in which a task opens is back at the list", async ({
  workspace,
  visit,
}) => {
  await post(workspace.api, "tasks", { title: "Opened by mistake", form });
  const page = await visit(workspace.owner, "/inbox?view=open");
  const row = page.getByRole("list", { name: "Tasks" }).getByRole("link", { name: /Opened by mistake/ });
  const heading = page.getByRole("heading", { name: "Opened by mistake" });
  await row.click();
  await expect(heading).toBeVisible();
  await expect(page).toHaveURL(/task=/);
  await page.goBack();
  await expect(heading).toHaveCount(0);
  // The router has not heard of the new address yet when it hears of the old one again.
  await row.evaluate((link: HTMLElement) => {
    link.click();
    window.history.back();
  });
  await expect(page).not.toHaveURL(/task=/);
  await expect(heading).toHaveCount(0);
  await page.goForward();
  await expect(heading).toBeVisible();
});
