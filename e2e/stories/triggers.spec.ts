import { axe, barriers } from "@/e2e/support/axe";
import { expect, test } from "@/e2e/support/story";
import { unique } from "@/e2e/support/workspace";

const echo = {
  title: "Echo",
  start: "done",
  steps: { done: { kind: "end", output: "${input}" } },
};

test("a webhook is made in the browser, starts a run, and shows what reached it", async ({
  workspace,
  visit,
  request,
}) => {
  const name = `orders-${unique()}`;
  await expect(await workspace.api.put(`workflows/${name}`, { data: echo })).toBeOK();
  const page = await visit(workspace.owner, `/triggers?workflow=${name}`);
  await expect(page.getByText("This workflow has no triggers")).toBeVisible();
  await page.getByRole("button", { name: "New trigger" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name").fill("Shop orders");
  await form.getByLabel("Signature").click();
  await page.getByRole("option", { name: "None, only the secret address" }).click();
  await form.getByLabel(/^Input of the run/).fill('{ "order": "${body.id}" ');
  await form.getByRole("button", { name: "Create trigger" }).click();
  await expect(form.getByText(/This is no JSON/)).toBeVisible();
  await form.getByLabel(/^Input of the run/).fill('{ "order": "${body.id}" }');
  await form.getByRole("button", { name: "Create trigger" }).click();
  const once = page.getByRole("dialog", { name: "Copy these now" });
  const address = (await once.locator("pre").first().textContent()) ?? "";
  await once.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("button", { name: "New trigger" }).first()).toBeFocused();
  await expect(await request.post(address, { data: { id: 7 } })).toBeOK();
  await page.getByRole("link", { name: /Shop orders/ }).click();
  await expect(page.getByRole("heading", { name: "Shop orders" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Started" })).toBeVisible({ timeout: 15_000 });
  expect(await barriers(axe(page))).toEqual([]);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "New address" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "New address" }).click();
  await expect(page.getByRole("dialog", { name: "Copy these now" }).locator("pre")).not.toHaveText(address);
  await page.getByRole("button", { name: "Done" }).click();
  expect((await request.post(address, { data: { id: 8 } })).status()).toBe(404);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete trigger" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete trigger" }).click();
  await expect(page).toHaveURL(/\/triggers$/);
});

test("a schedule says when it comes next while it is written, and where it is wrong", async ({
  workspace,
  visit,
}) => {
  const name = `nightly-${unique()}`;
  await expect(await workspace.api.put(`workflows/${name}`, { data: echo })).toBeOK();
  const page = await visit(workspace.owner, `/triggers?workflow=${name}`);
  await page.getByRole("button", { name: "New trigger" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Starts runs by").click();
  await page.getByRole("option", { name: /Schedule/ }).click();
  await form.getByLabel("Time zone").fill("Europe/Berlin");
  await form.getByLabel("Cron expression").fill("30 8 1 1 *");
  const next = form.getByRole("region", { name: "Next times" });
  await expect(next.getByRole("listitem")).toHaveCount(5);
  await expect(next.getByRole("listitem").first()).toContainText(/January 1, .*8:30/);
  await form.getByLabel("Cron expression").fill("30 8 1 *");
  await expect(next).toContainText("five fields");
  await form.getByRole("button", { name: "Create trigger" }).click();
  await expect(form.getByText(/cron has five fields/).first()).toBeVisible();
  await form.getByLabel("Cron expression").fill("30 8 1 1 *");
  await form.getByRole("button", { name: "Create trigger" }).click();
  await page.getByRole("link", { name: /30 8 1 1 \*/ }).click();
  await expect(page.getByRole("complementary", { name: "Settings of the trigger" })).toContainText(
    "One run for all of them",
  );
});
