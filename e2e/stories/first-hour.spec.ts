import type { Page } from "@playwright/test";
import { picture } from "@/e2e/support/picture";
import { expect, signIn, test } from "@/e2e/support/story";
import { get, PASSWORD, unique } from "@/e2e/support/workspace";

/** Fills in the sign-up form without sending it. */
async function fillSignUp(page: Page, who: { email: string; workspace: string; password?: string }) {
  await page.goto("/signup");
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByLabel("Workspace name").fill(who.workspace);
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password ?? PASSWORD);
}

const createWorkspace = (page: Page) => page.getByRole("button", { name: "Create workspace" });

test("sign-up leads to an empty workspace that says what to do, and a first question", async ({ page }) => {
  const workspace = `Analytical ${unique()}`;
  await fillSignUp(page, { email: `ada-${unique()}@example.com`, workspace });
  await expect(page.getByLabel("Short name")).toHaveValue(workspace.toLowerCase().replace(" ", "-"));
  await createWorkspace(page).click();

  await page.waitForURL("**/inbox");
  await expect(page.getByRole("heading", { name: `Welcome to ${workspace}` })).toBeVisible();
  await expect(page.getByRole("heading", { level: 3 })).toHaveText([
    "Add the sample workflow",
    "Create a team",
    "Invite people",
    "Create an API key",
  ]);
  const question = page.getByRole("button", { name: "Ask a test question" });
  await expect(question).toHaveAttribute("aria-disabled", "true");

  await page.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByRole("heading", { name: "Add the sample workflow (done)" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Create a team (done)" })).toBeVisible();
  await picture(page, "story-first-hour");
  await question.click();
  await expect(page.getByRole("list", { name: "Tasks" }).getByRole("link")).toContainText([
    "A customer needs a person",
  ]);
});

test("a sign-up that is refused says why at the field, and keeps what was typed", async ({
  page,
  workspace,
}) => {
  const email = page.getByLabel("E-mail");
  const password = page.getByLabel("Password", { exact: true });
  const slug = page.getByLabel("Short name");
  await fillSignUp(page, { email: workspace.owner.email, workspace: `New ${unique()}`, password: "short" });
  await createWorkspace(page).click();
  await expect(password).toHaveAccessibleDescription(/Use at least \d+ characters/);
  await expect(password).toBeFocused();

  await password.fill(PASSWORD);
  await createWorkspace(page).click();
  await expect(email).toHaveAccessibleDescription(/sign in instead/i);
  await expect(email).toHaveValue(workspace.owner.email);

  await email.fill(`ada-${unique()}@example.com`);
  await slug.fill(workspace.slug);
  await createWorkspace(page).click();
  await expect(slug).toHaveAccessibleDescription(/is taken/i);
  await expect(slug).toHaveValue(workspace.slug);
  await expect(page.getByLabel("Your name")).toHaveValue("Ada Lovelace");

  await slug.fill(`free-${unique()}`);
  await createWorkspace(page).click();
  await page.waitForURL("**/inbox");
});

test("a wrong password leads nowhere, and the right one back to where one was headed", async ({
  page,
  workspace,
}) => {
  const { email, password } = workspace.owner;
  await page.goto("/inbox?view=open&sort=newest");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("E-mail or password is wrong.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/inbox?view=open&sort=newest");

  await page.getByRole("button", { name: "Account: Alex Morgan" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/signin**");
  await page.goto("/inbox");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a team is made, renamed, told how to hand out tasks, and given members", async ({
  workspace,
  visit,
}) => {
  await workspace.join("Sam Rivera");
  const page = await visit(workspace.owner, "/settings/teams");
  const teams = page.getByRole("list", { name: "Teams" }).getByRole("listitem");
  await page.getByRole("button", { name: "New team" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Refunds");
  await page.getByRole("button", { name: "Create team" }).click();
  const refunds = teams.filter({ hasText: "Refunds" });
  await expect(refunds).toContainText("Tasks wait until somebody claims them");

  await page.getByRole("button", { name: "Actions for Refunds" }).click();
  await page.getByRole("menuitem", { name: "Edit…" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Returns");
  await page.getByLabel("Assignment").click();
  await page.getByRole("option", { name: /Round-robin/ }).click();
  await page.getByRole("button", { name: "Save" }).click();
  const returns = teams.filter({ hasText: "Returns" });
  await expect(returns).toContainText("refunds");
  await expect(returns).toContainText("Each task goes to the next in turn");
  await expect(refunds.filter({ hasNotText: "Returns" })).toHaveCount(0);

  await page.getByRole("button", { name: "Members of Returns" }).click();
  await page.getByRole("checkbox", { name: "Sam Rivera" }).click();
  await expect(page.getByRole("checkbox", { name: "Sam Rivera" })).toBeChecked();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("button", { name: "Members of Returns" })).toHaveText("1 member");
  await page.reload();
  await expect(page.getByRole("button", { name: "Members of Returns" })).toHaveText("1 member");
});

test("somebody invited by link joins, and gets another role without signing in again", async ({
  workspace,
  visit,
  page: guest,
}) => {
  const email = `grace-${unique()}@example.com`;
  const page = await visit(workspace.owner, "/settings/members");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("dialog").getByLabel("Role").click();
  await page.getByRole("option", { name: /^Viewer/ }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  const link = await page.getByRole("dialog").getByText("/invite/").textContent();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("table", { name: "Invitations" })).toContainText(email);

  await guest.goto(link as string);
  await expect(guest.getByRole("heading", { name: `Join ${workspace.name}` })).toBeVisible();
  await guest.getByLabel("Your name").fill("Grace Hopper");
  await guest.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await guest.getByRole("button", { name: `Join ${workspace.name}` }).click();
  await guest.waitForURL("**/inbox");
  await expect(guest.getByRole("heading", { name: "You are in no team yet" })).toBeVisible();
  await guest.goto("/settings/keys");
  await expect(guest.getByRole("heading", { name: "API keys are for admins" })).toBeVisible();

  // The owner's page hears of the new member by itself.
  await page.getByLabel("Role of Grace Hopper").click();
  await page.getByRole("option", { name: /^Admin/ }).click();
  await expect(page.getByLabel("Role of Grace Hopper")).toHaveText("Admin");
  await guest.reload();
  await expect(guest.getByRole("button", { name: "New key" })).toBeVisible();

  await guest.goto(link as string);
  await expect(guest.getByRole("heading", { name: "This invitation cannot be used" })).toBeVisible();
  await guest.goto("/invite/nope");
  await expect(guest.getByText("This link is incomplete or mistyped.")).toBeVisible();
});

test("a key is shown once, works over REST, and is refused once it is revoked", async ({
  workspace,
  visit,
  playwright,
}) => {
  const page = await visit(workspace.owner, "/settings/keys");
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("WhatsApp bot");
  await page.getByRole("button", { name: "Create key" }).click();
  const secret = (await page.getByRole("dialog").getByText(/^ork_/).textContent()) as string;
  // Nothing but its buttons closes it: the key would be gone.
  await page.keyboard.press("Escape");
  await page.mouse.click(5, 5);
  await expect(page.getByText(secret).first()).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  await page.reload();
  const row = page.getByRole("row", { name: /WhatsApp bot/ });
  await expect(row).toContainText("Never");
  await expect(page.getByText(secret)).toHaveCount(0);

  const api = await playwright.request.newContext({
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  const runs = new URL("/api/v1/runs", page.url()).href;
  const input = { question: "Where is my parcel?", confidence: 0.3 };
  const started = await api.post(runs, { data: { workflow: "support-escalation", input } });
  expect(started.status()).toBe(201);
  await page.reload();
  await expect(row).toContainText("just now");

  await page.getByRole("button", { name: "Revoke the key WhatsApp bot" }).click();
  await page.getByRole("button", { name: "Revoke key", exact: true }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(page.getByRole("row", { name: /Support bot/ })).toBeVisible();
  await expect(row).toHaveCount(0);
  const refused = await api.get(runs);
  expect(refused.status()).toBe(401);
  expect(refused.headers()["content-type"]).toContain("application/problem+json");
  await api.dispose();
});

test("somebody with seats in two workspaces goes from one to the other", async ({ workspace, visit }) => {
  const page = await visit(workspace.owner, "/inbox");
  const second = `Second ${unique()}`;
  await page.getByRole("button", { name: `Workspace: ${workspace.name}` }).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await page.getByLabel("Workspace name").fill(second);
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page.getByRole("heading", { name: `Welcome to ${second}` })).toBeVisible();

  await page.getByRole("button", { name: `Workspace: ${second}` }).click();
  await page.getByRole("menuitemradio", { name: workspace.name }).click();
  await expect(page.getByRole("button", { name: `Workspace: ${workspace.name}` })).toBeVisible();
  await page.goto("/settings/teams");
  await expect(page.getByRole("list", { name: "Teams" })).toContainText("support-l1");
});

test("a tab that was left behind by a switch writes nothing, and comes along or goes back", async ({
  workspace,
  visit,
}) => {
  const page = await visit(workspace.owner, "/settings/teams");
  const idle = await page.context().newPage();
  await idle.goto("/inbox");
  // A tab behind others is drawn once a second.
  await page.bringToFront();
  await page.getByRole("button", { name: "New team" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Typed before the switch");

  const second = `Second ${unique()}`;
  const other = await page.context().newPage();
  await other.goto("/inbox");
  await other.getByRole("button", { name: `Workspace: ${workspace.name}` }).click();
  await other.getByRole("menuitem", { name: "New workspace" }).click();
  await other.getByLabel("Workspace name").fill(second);
  await other.getByRole("button", { name: "Create workspace" }).click();
  await expect(other.getByRole("heading", { name: `Welcome to ${second}` })).toBeVisible();
  await expect(idle.getByRole("heading", { name: `Welcome to ${second}` })).toBeVisible();

  await page.bringToFront();
  const notice = page.getByRole("alertdialog", { name: /^You switched to .+ in another tab$/ });
  await expect(notice).toBeVisible();
  await notice.getByRole("button", { name: `Back to ${workspace.name}` }).click();
  await expect(notice).toBeHidden();
  await expect(idle.getByRole("button", { name: `Workspace: ${workspace.name}` })).toBeVisible();
  await page.getByRole("button", { name: "Create team" }).click();
  await expect(page.getByRole("list", { name: "Teams" })).toContainText("Typed before the switch");

  // Where tabs don't hear of each other, the server refuses what was meant for the other workspace.
  await page.getByRole("button", { name: "New team" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Too late");
  const me = await get(page.request, "/api/trpc/account.me");
  const { id: tenantId } = me.result.data.tenants.find(({ name }: { name: string }) => name === second);
  const headers = { origin: new URL(page.url()).origin };
  const switched = await page.request.post("/api/trpc/account.switchTenant", { headers, data: { tenantId } });
  await expect(switched).toBeOK();
  // The page may hear of it by itself before the click: what it sends is refused all the same.
  const answered = page.waitForResponse((answer) => answer.url().includes("team.create"));
  await page.getByRole("button", { name: "Create team", includeHidden: true }).dispatchEvent("click");
  expect((await answered).status()).toBe(409);
  await notice.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("button", { name: `Workspace: ${second}` })).toBeVisible();
  await page.goto("/settings/teams");
  await expect(page.getByRole("heading", { name: "No teams yet" })).toBeVisible();
});

test("a deactivated member is out at the next request, and back in when activated", async ({
  workspace,
  visit,
  page: elsewhere,
}) => {
  const sam = await workspace.join("Sam Rivera");
  const page = await visit(workspace.owner, "/settings/members");
  const theirs = await visit(sam, "/inbox");
  await page.getByRole("button", { name: "Actions for Sam Rivera" }).click();
  await page.getByRole("menuitem", { name: "Deactivate…" }).click();
  await page.getByRole("button", { name: "Deactivate", exact: true }).click();
  await expect(page.getByRole("row", { name: /Sam Rivera/ })).toContainText("Deactivated");

  expect((await theirs.request.get("/api/v1/tasks")).status()).toBe(401);
  // The page in front of them goes by itself.
  await expect(theirs.getByRole("heading", { name: /You have no seat here|Sign in/ })).toBeVisible();
  await elsewhere.goto("/signin");
  await elsewhere.getByLabel("E-mail").fill(sam.email);
  await elsewhere.getByLabel("Password", { exact: true }).fill(sam.password);
  await elsewhere.getByRole("button", { name: "Sign in" }).click();
  await expect(elsewhere.getByRole("heading", { name: "You have no seat here" })).toBeVisible();

  await page.getByRole("button", { name: "Actions for Sam Rivera" }).click();
  await page.getByRole("menuitem", { name: "Activate" }).click();
  await expect(page.getByRole("row", { name: /Sam Rivera/ })).not.toContainText("Deactivated");
  await elsewhere.context().clearCookies();
  await signIn(elsewhere, sam);
  await expect(elsewhere.getByRole("button", { name: `Workspace: ${workspace.name}` })).toBeVisible();
  expect((await get(workspace.api, "members")).data).toHaveLength(2);
});
