import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/story";
import { type Person, post } from "@/e2e/support/workspace";

const form = { fields: { reason: { type: "text" } } };
const people = (...all: Person[]) => all.map(({ id }) => ({ user: id }));

async function ask(api: APIRequestContext, deciders: object): Promise<string> {
  const task = await post(api, "tasks", { title: "Pay 4,000 € back?", form, deciders });
  return `/tasks/${task.id}`;
}

const seats = (page: Page) => page.getByRole("region", { name: "Deciders" });

test("two of three approve, each in their own name, and the task is decided before everybody's eyes", async ({
  workspace,
  visit,
}) => {
  const [sam, priya, tom] = [
    await workspace.join("Sam Rivera"),
    await workspace.join("Priya Patel"),
    await workspace.join("Tom Hughes"),
  ];
  const path = await ask(workspace.api, { quorum: 2, of: people(sam, priya, tom) });
  const watching = await visit(tom, path);
  await expect(seats(watching)).toContainText("0 of 2 approvals");
  const first = await visit(sam, path);
  await first.getByRole("textbox", { name: "Reason" }).fill("The parcel never came");
  await first.getByRole("button", { name: "Approve" }).click();
  await expect(first.getByText("You have decided already.")).toBeVisible();
  await expect(seats(watching)).toContainText("1 of 2 approvals");
  await expect(seats(watching)).toContainText("approved by Sam Rivera");

  const second = await visit(priya, path);
  await second.getByRole("button", { name: "Approve" }).click();
  await expect(second.getByRole("region", { name: "Outcome" })).toBeVisible();
  await expect(seats(watching)).toContainText("Approved");
  await expect(watching.getByRole("button", { name: "Approve" })).toHaveCount(0);
});

test("one rejection ends it, whatever was approved before", async ({ workspace, visit }) => {
  const sam = await workspace.join("Sam Rivera");
  const priya = await workspace.join("Priya Patel");
  const path = await ask(workspace.api, { quorum: 2, veto: true, of: people(sam, priya) });
  const first = await visit(sam, path);
  await expect(seats(first)).toContainText("One rejection ends it");
  await first.getByRole("button", { name: "Approve" }).click();
  await expect(seats(first)).toContainText("approved by Sam Rivera");
  const second = await visit(priya, path);
  await second.getByRole("button", { name: "Reject" }).click();
  await expect(seats(second)).toContainText("Rejected");
  await expect(seats(first)).toContainText("rejected by Priya Patel");
});

test("whoever asks may not decide, and is told why", async ({ workspace, visit, baseURL }) => {
  const { owner } = workspace;
  const sam = await workspace.join("Sam Rivera");
  const page = await visit(owner, "/inbox");
  const asked = await page.request.post("/api/v1/tasks", {
    headers: { origin: baseURL as string },
    data: { title: "My own travel", form, deciders: { quorum: 1, of: people(owner, sam) } },
  });
  await expect(asked).toBeOK();
  await page.goto(`/tasks/${(await asked.json()).id}`);
  await expect(page.getByText("You asked for this decision: others have to make it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
});

test("who is out has somebody decide for them, and both names are recorded", async ({ workspace, visit }) => {
  const sam = await workspace.join("Sam Rivera");
  const priya = await workspace.join("Priya Patel");
  const path = await ask(workspace.api, { quorum: 1, of: people(sam) });
  const standing = await visit(priya, path);
  await expect(standing.getByText("This decision is for others.")).toBeVisible();
  const leaving = await visit(sam, "/settings/profile");
  const delegation = leaving.getByRole("region", { name: "Somebody decides for me" });
  await delegation.getByRole("combobox", { name: "In my place" }).click();
  await leaving.getByRole("option", { name: "Priya Patel" }).click();
  await delegation.getByRole("button", { name: "Save" }).click();
  await expect(leaving.getByText("Saved", { exact: true })).toBeVisible();
  // As long as Sam is there, Sam decides.
  await expect(delegation).toContainText("You are here, and decide yourself.");
  await standing.reload();
  await expect(standing.getByText("This decision is for others.")).toBeVisible();
  await delegation.getByRole("button", { name: "I’m out of the office…" }).click();
  await leaving.getByRole("dialog").getByRole("button", { name: "I’m out", exact: true }).click();
  await expect(delegation).toContainText("Priya Patel decides for you now.");
  await standing.reload();
  await expect(standing.getByText("You decide on behalf of Sam Rivera.")).toBeVisible();
  await standing.getByRole("button", { name: "Approve" }).click();
  await expect(seats(standing)).toContainText("approved by Priya Patel, on behalf of Sam Rivera");
  await expect(standing.getByRole("list", { name: "History" })).toContainText("on behalf of Sam Rivera");
});

test("who is out is given nothing: what waits for them goes to the next of their team", async ({
  workspace,
  visit,
}) => {
  const { api } = workspace;
  const sam = await workspace.join("Sam Rivera");
  const priya = await workspace.join("Priya Patel");
  const team = await post(api, "teams", { name: "In turn", assignmentStrategy: "round-robin" });
  for (const { id } of [sam, priya]) {
    await expect(await api.put(`teams/${team.id}/members/${id}`, { data: {} })).toBeOK();
  }
  for (const title of ["First", "Second"]) {
    await post(api, "tasks", { title, form, assignTo: { team: team.slug } });
  }
  const page = await visit(sam, "/inbox?view=mine");
  const other = await visit(priya, "/inbox?view=mine");
  const rows = (of: Page) => of.getByRole("list", { name: "Tasks" }).getByRole("link");
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("button", { name: /Sam Rivera/ }).click();
  await page.getByRole("menuitemradio", { name: "Out of office" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "I’m out" }).click();
  await expect(page.getByText(/1 task moved on/)).toBeVisible();
  await expect(async () => {
    await other.reload();
    await expect(rows(other)).toHaveCount(2, { timeout: 1_000 });
  }).toPass();
});
