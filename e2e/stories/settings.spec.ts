import { expect, test } from "@/e2e/support/story";
import { get, post } from "@/e2e/support/workspace";

test("a workspace's defaults count for tasks that name nobody, and for whoever is new", async ({
  workspace,
  visit,
}) => {
  const { api, owner } = workspace;
  await expect(
    await api.put("sla-policies/usual", {
      data: { title: "Usual", spec: { times: { completeWithin: "8h" } } },
    }),
  ).toBeOK();
  const page = await visit(owner, "/settings/workspace");
  const choose = async (part: string, field: string, option: string) => {
    await page.getByRole("region", { name: part }).getByRole("combobox", { name: field }).click();
    await page.getByRole("option", { name: option, exact: true }).click();
    await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
  };
  await choose("Defaults for tasks", "Team", "Support L2");
  await choose("Defaults for tasks", "SLA policy", "Usual");
  await choose("Defaults for new members", "Language", "Deutsch");
  const form = { fields: { answer: { type: "text" } } };
  await expect.poll(async () => (await get(api, "tenant")).defaults).toMatchObject({ locale: "de" });
  const task = await post(api, "tasks", { title: "For nobody", form });
  expect(task.assignedTo.team.slug).toBe("support-l2");
  expect(task.sla.nextDueAt).not.toBeNull();

  const nina = await workspace.join("Nina Neu");
  const hers = await visit(nina, "/inbox");
  await expect(hers.getByRole("navigation", { name: "Ansichten" })).toBeVisible();
});

test("single keys that are switched off stay off on every device", async ({ workspace, visit }) => {
  const sam = await workspace.join("Sam Rivera");
  const here = await visit(sam, "/settings/profile");
  await here.getByRole("switch", { name: "Single-key shortcuts" }).click();
  await expect(here.getByRole("switch", { name: "Single-key shortcuts" })).not.toBeChecked();
  const there = await visit(sam, "/settings/profile");
  await expect(there.getByRole("switch", { name: "Single-key shortcuts" })).not.toBeChecked();
  await there.keyboard.press("?");
  await there.keyboard.press("ControlOrMeta+k");
  await expect(there.getByRole("dialog", { name: "Command palette" })).toBeVisible();
  await expect(there.getByRole("dialog", { name: "Keyboard shortcuts" })).toHaveCount(0);
});

test("a search that finds nothing is cleared from where it says so, and everything is back", async ({
  workspace,
  visit,
}) => {
  const page = await visit(workspace.owner, "/settings/teams");
  const search = page.getByRole("searchbox", { name: "Search teams" });
  await search.fill("xyzzy");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(page.getByRole("list", { name: "Teams" }).getByText("Support L2")).toBeVisible();
  await expect(search).toHaveValue("");
  await expect(page.getByText("Nothing matches")).toHaveCount(0);
});

test("teams and keys are reached to the last one, and searched as a whole", async ({ workspace, visit }) => {
  const { api, owner } = workspace;
  const three = (n: number) => String(n).padStart(3, "0");
  for (let n = 1; n <= 201; n++) await post(api, "teams", { name: `Night shift ${three(n)}` });
  for (let n = 1; n <= 51; n++) await post(api, "keys", { name: `Bot ${three(n)}`, scopes: ["tasks:read"] });

  const teams = await visit(owner, "/settings/teams");
  const team = (name: string) => teams.getByRole("list", { name: "Teams" }).getByText(name, { exact: true });
  await expect(team("Night shift 001")).toBeVisible();
  await expect(team("Support L2")).toHaveCount(0);
  const search = teams.getByRole("searchbox", { name: "Search teams" });
  await search.fill("support l2");
  await expect(team("Night shift 001")).toHaveCount(0);
  await expect(team("Support L2")).toBeVisible();
  await search.fill("");
  await expect(team("Night shift 001")).toBeVisible();
  await teams.getByRole("button", { name: "Show more" }).click();
  await expect(team("Support L2")).toBeVisible();
  await expect(teams.getByRole("button", { name: "Show more" })).toHaveCount(0);

  const keys = await visit(owner, "/settings/keys");
  const key = (name: string) => keys.getByRole("table").getByText(name, { exact: true });
  await expect(key("Bot 051")).toBeVisible();
  await expect(key("Bot 001")).toHaveCount(0);
  await keys.getByRole("searchbox").fill("bot 001");
  await expect(key("Bot 051")).toHaveCount(0);
  await expect(key("Bot 001")).toBeVisible();
  await keys.getByRole("searchbox").fill("");
  await keys.getByRole("button", { name: "Show more" }).click();
  await expect(key("Bot 001")).toBeVisible();
});

test("who is out of the office reads so under their name, which stays whole", async ({
  workspace,
  visit,
}) => {
  const page = await visit(workspace.owner, "/home");
  const account = page.getByRole("button", { name: /Alex Morgan/ });
  await account.click();
  await page.getByRole("menuitemradio", { name: "Out of office" }).click();
  await page.getByRole("button", { name: "I’m out" }).click();
  await expect(account).toContainText("Out of office");
  const [name, state] = [account.getByText("Alex Morgan"), account.getByText("Out of office")];
  for (const words of [name, state]) {
    expect(await words.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(false);
    expect((await words.boundingBox())?.height).toBeLessThan(24);
  }
});
