import type { APIRequestContext } from "@playwright/test";
import { axe, barriers } from "@/e2e/support/axe";
import { expect, test } from "@/e2e/support/story";
import { post, unique } from "@/e2e/support/workspace";

/** Publishes a workflow under a name of its own. */
async function publish(api: APIRequestContext, definition: object) {
  const name = `story-${unique()}`;
  await expect(await api.put(`workflows/${name}`, { data: { title: "A story", ...definition } })).toBeOK();
  return name;
}

/** Waits for a signal, decides by it, and waits for another. */
const twoWaits = {
  input: {
    type: "object",
    required: ["order"],
    properties: { order: { type: "string" }, amount: { type: "number" } },
  },
  start: "approval",
  steps: {
    approval: { kind: "wait", signal: "approved", next: "large" },
    large: {
      kind: "decide",
      rules: [{ when: "steps.approval.output.amount > 100.0", next: "receipt" }],
      otherwise: "done",
    },
    receipt: { kind: "wait", signal: "received", next: "done" },
    done: { kind: "end", output: "${steps.approval.output}" },
  },
};

/** Fails for good at once: there is no such team. */
const asksNobody = {
  start: "ask",
  steps: {
    ask: {
      kind: "task",
      title: "Q",
      form: { fields: {} },
      assignTo: { team: "nobody-at-all" },
      next: "done",
    },
    done: { kind: "end", output: "${steps.ask.output}" },
  },
};

test("a run's page follows it live, goes back in its history, and forks it from there", async ({
  workspace,
  visit,
}) => {
  const { api, owner } = workspace;
  const workflow = await publish(api, twoWaits);
  const { id } = await post(api, "runs", { workflow, input: { order: "A-1" } });
  const page = await visit(owner, `/runs/${id}`);
  const timeline = page.getByRole("list", { name: "Timeline" });
  await expect(page.getByText('waits for the signal "approved"').first()).toBeVisible();
  await expect(page.getByRole("group", { name: "Step approval, Waiting" })).toBeVisible();

  await post(api, `runs/${id}/signals`, { name: "approved", data: { amount: 250 } });
  await expect(page.getByText('waits for the signal "received"').first()).toBeVisible();
  await expect(timeline.getByRole("button")).toHaveText([/approval/, /large/, /receipt/]);

  await timeline.getByRole("button", { name: /approval/ }).click();
  const panel = page.getByRole("complementary", { name: "Step approval" });
  await expect(panel.getByText('"amount": 250').first()).toBeVisible();
  await expect(panel.getByRole("button", { name: "large" })).toBeVisible();

  await page.getByRole("button", { name: "One event back" }).click();
  await expect(page).toHaveURL(/at=1/);
  await expect(page.getByText('waits for the signal "approved"').first()).toBeVisible();
  await expect(timeline.getByRole("button")).toHaveText([/approval/]);

  await page.getByRole("button", { name: "Fork from here" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Fork the run" }).click();
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(page.getByText("Forked from", { exact: true })).toBeVisible();
  await expect(page.getByText('waits for the signal "approved"').first()).toBeVisible();
});

test("a run is paused, resumed and cancelled on its page, each time after being asked", async ({
  workspace,
  visit,
}) => {
  const { api, owner } = workspace;
  const { id } = await post(api, "runs", { workflow: await publish(api, twoWaits), input: { order: "A-2" } });
  const page = await visit(owner, `/runs/${id}`);
  const confirm = page.getByRole("alertdialog");
  await page.getByRole("button", { name: "Pause" }).click();
  await confirm.getByRole("button", { name: "Pause run" }).click();
  await expect(page.getByRole("banner").or(page.locator("header")).getByText("Paused")).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel run" }).click();
  await confirm.getByLabel("Reason").fill("Ordered twice");
  await confirm.getByRole("button", { name: "Cancel run" }).click();
  await expect(page.getByText("Ordered twice").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel run" })).toHaveCount(0);
});

test("a stuck step is skipped with an output on its run's page", async ({ workspace, visit }) => {
  const { api, owner } = workspace;
  const { id } = await post(api, "runs", { workflow: await publish(api, asksNobody), input: {} });
  const page = await visit(owner, `/runs/${id}`);
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Skip", exact: true }).first().click();
  await dialog.getByLabel("Output").fill("{ nothing");
  await dialog.getByRole("button", { name: "Skip the step" }).click();
  await expect(dialog.getByText(/no JSON/)).toBeVisible();
  await dialog.getByLabel("Output").fill('{ "decided": "by hand" }');
  await dialog.getByRole("button", { name: "Skip the step" }).click();
  await expect(page.getByText("Completed").first()).toBeVisible();
  const overview = page.getByRole("complementary", { name: "The run" });
  await expect(overview.getByText('"decided": "by hand"')).toBeVisible();
});

test("a stuck decision is skipped to where a person says", async ({ workspace, visit }) => {
  const { api, owner } = workspace;
  const choose = { kind: "decide", rules: [{ when: "input.size > 2", next: "large" }], otherwise: "small" };
  const steps = {
    choose,
    large: { kind: "end", output: "went large" },
    small: { kind: "end", output: "went small" },
  };
  const workflow = await publish(api, { start: "choose", steps });
  const { id } = await post(api, "runs", { workflow, input: {} });
  const page = await visit(owner, `/runs/${id}`);
  await page.getByRole("button", { name: "Skip", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Skip the step" }).click();
  await expect(dialog.getByText("Choose where the run goes on.")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Goes on at" }).click();
  await page.getByRole("option", { name: "large" }).click();
  await dialog.getByRole("button", { name: "Skip the step" }).click();
  await expect(page.getByRole("complementary", { name: "The run" }).getByText("went large")).toBeVisible();
});

test("many stuck steps are decided about at once, and each says what came of it", async ({
  workspace,
  visit,
}) => {
  const { api, owner } = workspace;
  const workflow = await publish(api, asksNobody);
  for (let i = 0; i < 3; i++) await post(api, "runs", { workflow, input: {} });
  const page = await visit(owner, "/runs");
  await page.getByRole("link", { name: "Decide about stuck steps" }).click();
  const list = page.getByRole("list", { name: "Stuck steps" });
  await expect(list.getByRole("listitem")).toHaveCount(3);
  await page.getByLabel("Choose all that are shown").click();
  await page.getByRole("button", { name: "Let fail" }).click();
  const confirm = page.getByRole("alertdialog", { name: "Let fail 3 stuck steps?" });
  await confirm.getByRole("button", { name: "Let fail" }).click();
  await expect(page.getByText("3 done")).toBeVisible();
  await expect(page.getByText("Nothing is stuck")).toBeVisible();
});

test("the list of runs is narrowed by its address, and counts live", async ({ workspace, visit }) => {
  const { api, owner } = workspace;
  const workflow = await publish(api, twoWaits);
  const page = await visit(owner, `/runs?workflow=${workflow}`);
  await expect(page.getByText("No run matches")).toBeVisible();
  const { id } = await post(api, "runs", { workflow, input: { order: "A-3" } });
  await expect(page.getByRole("button", { name: "Waiting 1" })).toBeVisible();
  await page.getByRole("button", { name: "Completed 0" }).click();
  await expect(page).toHaveURL(/status=completed/);
  await expect(page.getByText("No run matches")).toBeVisible();
  await page.goto(`/runs?q=${id.slice(-8)}`);
  await expect(page.getByRole("list", { name: "Runs" }).getByRole("listitem")).toHaveCount(1);
  const row = page.getByRole("list", { name: "Runs" }).getByRole("link");
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(row).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/runs/${id}`));
});

test("a run is started from its workflow's page by a form that says what is missing", async ({
  workspace,
  visit,
}) => {
  const workflow = await publish(workspace.api, twoWaits);
  const page = await visit(workspace.owner, "/workflows");
  await page.getByRole("link", { name: new RegExp(workflow) }).click();
  await page.getByRole("button", { name: "Start a run" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Amount").fill("much");
  await dialog.getByRole("button", { name: "Start run" }).click();
  await expect(dialog.getByLabel("Order")).toHaveAccessibleDescription(/required/);
  await expect(dialog.getByLabel("Amount")).toHaveAccessibleDescription(/number/);
  await dialog.getByLabel("Order").fill("A-4");
  await dialog.getByLabel("Amount").fill("12");
  await dialog.getByRole("button", { name: "Start run" }).click();
  await expect(page).toHaveURL(/\/runs\//);
  const overview = page.getByRole("complementary", { name: "The run" });
  await expect(overview.getByText('"order": "A-4"')).toBeVisible();
});

test("the pages of runs and workflows keep nobody out, and fit a phone", async ({ workspace, visit }) => {
  test.slow();
  const { api, owner } = workspace;
  const workflow = await publish(api, twoWaits);
  const { id } = await post(api, "runs", { workflow, input: { order: "A-5" } });
  await post(api, "runs", { workflow: await publish(api, asksNobody), input: {} });
  const page = await visit(owner, "/runs");
  const paths = ["/runs/stuck", `/runs/${id}?visit=approval%231`, "/workflows", `/workflows/${workflow}`];
  for (const path of paths) {
    await test.step(path, async () => {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.emulateMedia({ reducedMotion: "reduce" });
      await page.goto(path);
      await expect(page.getByRole("heading").first()).toBeVisible();
      await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
      expect.soft(await barriers(axe(page))).toEqual([]);
      await page.setViewportSize({ width: 375, height: 812 });
      const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await expect.poll(beyond).toBeLessThanOrEqual(0);
    });
  }
});
