import { axe, barriers, inTheme } from "@/e2e/support/axe";
import { askPeople } from "@/e2e/support/bot";
import { expect, test } from "@/e2e/support/story";
import { get, post } from "@/e2e/support/workspace";

test("a person takes over from the AI, answers with a file, and hands back", async ({ workspace, visit }) => {
  const { api } = workspace;
  const sam = await workspace.join("Sam Rivera", { teams: ["support-l1"] });
  const { id } = await post(api, "conversations", {
    channel: "whatsapp",
    participant: { id: "+4915112345678", name: "Lena Fischer" },
  });
  const said = `conversations/${id}/messages`;
  await post(api, said, { role: "user", content: "My invoice shows the old address." });
  await post(api, said, { role: "assistant", content: "Let me see.", metadata: { confidence: 0.41 } });

  const page = await visit(sam, "/conversations");
  await page
    .getByRole("list", { name: "Conversations" })
    .getByRole("link", { name: /Lena Fischer/ })
    .click();
  const thread = page.getByRole("log", { name: "Messages with Lena Fischer" });
  await expect(thread).toContainText("41% sure");
  await page.getByRole("button", { name: "Take over" }).click();
  await expect(page.getByText("You have taken over.")).toBeVisible();
  const refused = await api.post(said, { data: { role: "assistant", content: "I am still here" } });
  expect([refused.status(), (await refused.json()).code]).toEqual([409, "conversation_with_person"]);

  // A note first: the customer and the bot never see it.
  await page.keyboard.press("n");
  const note = page.getByRole("textbox", { name: "Note for the team" });
  await expect(note).toBeFocused();
  await note.fill("Third time this quarter.");
  await note.press("ControlOrMeta+Enter");
  await expect(thread).toContainText("Third time this quarter.");
  await expect(note).toHaveValue("");

  await page.getByRole("button", { name: "Reply", exact: true }).click();
  const reply = page.getByRole("textbox", { name: "Reply" });
  await reply.fill("Here is the corrected one.");
  await page
    .getByTestId("attachments")
    .setInputFiles({ name: "invoice.txt", mimeType: "text/plain", buffer: Buffer.from("Invoice 42 €") });
  await expect(page.getByRole("list", { name: "Files" })).toContainText("invoice.txt");
  await page.reload();
  // What was typed is kept, the file has to be chosen again.
  await expect(reply).toHaveValue("Here is the corrected one.");
  await page
    .getByTestId("attachments")
    .setInputFiles({ name: "invoice.txt", mimeType: "text/plain", buffer: Buffer.from("Invoice 42 €") });
  await expect(page.getByRole("button", { name: "Send" })).toBeEnabled();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await page.getByRole("button", { name: /^Send/ }).click();
  await expect(thread).toContainText("Here is the corrected one.");
  const file = thread.getByRole("link", { name: /invoice\.txt/ });
  const download = page.waitForEvent("download");
  await file.click();
  expect((await download).suggestedFilename()).toBe("invoice.txt");

  await page.getByRole("button", { name: "Hand back to AI" }).click();
  await expect(page.getByText("The AI answers here.")).toBeVisible();
  await post(api, said, { role: "assistant", content: "Anything else?" });
  await expect(thread).toContainText("Anything else?");
  const { messages } = await get(api, `conversations/${id}`);
  expect(messages.map(({ content }: { content: string }) => content)).toEqual([
    "My invoice shows the old address.",
    "Let me see.",
    "Here is the corrected one.",
    "Anything else?",
  ]);
  expect(messages[2].attachments).toMatchObject([{ name: "invoice.txt", mediaType: "text/plain" }]);
});

test("a search with a typing error finds the conversation, and shows where", async ({ workspace, visit }) => {
  const { api } = workspace;
  for (const [name, words] of [
    ["Lena Fischer", "Where is my parcel? It should have been here on Tuesday."],
    ["Tom Hughes", "My invoice shows the old address."],
  ]) {
    const { id } = await post(api, "conversations", { participant: { id: name, name } });
    await post(api, `conversations/${id}/messages`, { role: "user", content: words });
  }
  const page = await visit(workspace.owner, "/conversations");
  const list = page.getByRole("list", { name: "Conversations" });
  await expect(list.getByRole("link")).toHaveCount(2);
  await page.keyboard.press("/");
  await page.keyboard.type("pracel tuesday");
  await expect(list.getByRole("link")).toHaveCount(1);
  await expect(list).toContainText("Lena Fischer");
  await expect(page.getByText("Showing results for “parcel tuesday”")).toBeVisible();
  await expect(list.locator("mark")).toHaveText(["parcel", "Tuesday"]);
  await page.getByRole("searchbox").fill("xyzzyq");
  await expect(page.getByText("No conversation matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(list.getByRole("link")).toHaveCount(2);
});

test("a task is made of what a customer said, and the conversation can be closed and opened again", async ({
  workspace,
  visit,
}) => {
  const { api } = workspace;
  const { conversationId } = await askPeople(api, { question: "Please call me back. It is urgent." });
  const page = await visit(workspace.owner, `/conversations/${conversationId}`);
  const thread = page.getByRole("log");
  await thread.getByText("Please call me back").hover();
  await thread.getByRole("button", { name: "What to do with this message" }).first().click();
  await page.getByRole("menuitem", { name: "Create a task" }).click();
  const dialog = page.getByRole("dialog", { name: "New task" });
  await expect(dialog.getByRole("textbox", { name: "What is to be done" })).toHaveValue(
    "Please call me back.",
  );
  await dialog.getByRole("button", { name: "Create task" }).click();
  await expect(dialog).toBeHidden();
  const { data } = await get(api, `tasks?conversationId=${conversationId}`);
  expect(data.map(({ title }: { title: string }) => title)).toContain("Please call me back.");

  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await get(api, `conversations/${conversationId}`)).status).toBe("active");
});

test("conversations are walked through and answered by key, and the palette has what can be done with one", async ({
  workspace,
  visit,
}) => {
  const { api, owner } = workspace;
  for (const name of ["Tom Hughes", "Lena Fischer"]) {
    const { id } = await post(api, "conversations", { participant: { id: name, name } });
    await post(api, `conversations/${id}/messages`, { role: "user", content: `${name} asks.` });
  }
  const page = await visit(owner, "/conversations");
  const row = (name: RegExp) => page.getByRole("list", { name: "Conversations" }).getByRole("link", { name });
  await expect(row(/Lena Fischer/)).toBeVisible();
  // Again while the page has only just come and does not listen yet; behind the last one there is none.
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(row(/Tom Hughes/)).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("k");
  await expect(row(/Lena Fischer/)).toBeFocused();
  await page.keyboard.press("j");
  await expect(row(/Tom Hughes/)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("log", { name: "Messages with Tom Hughes" })).toContainText("Tom Hughes asks.");

  await page.keyboard.press("t");
  await expect(page.getByText("You have taken over.")).toBeVisible();
  await page.keyboard.press("r");
  const reply = page.getByRole("textbox", { name: "Reply" });
  await expect(reply).toBeFocused();
  await page.keyboard.type("On its way.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("log")).toContainText("On its way.");
  await expect(reply).toHaveValue("");

  const palette = page.getByRole("dialog", { name: "Command palette" });
  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("hand back");
  await expect(palette.getByRole("option", { name: /Hand back to the AI/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("The AI answers here.")).toBeVisible();
  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("back to the list");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/conversations$/);
});

test("the pages of conversations have nothing that keeps anybody out", async ({ workspace, visit }) => {
  test.slow();
  const { conversationId } = await askPeople(workspace.api);
  await post(workspace.api, `conversations/${conversationId}/notes`, { content: "Between us" });
  const page = await visit(workspace.owner, `/conversations/${conversationId}`);
  await expect(page.getByRole("list", { name: "Conversations" })).toBeVisible();
  await expect(page.getByRole("log")).toContainText("Between us");
  for (const width of [1700, 1280, 375]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ["light", "dark"] as const) {
      await inTheme(page, colorScheme);
      expect.soft(await barriers(axe(page)), `${width} ${colorScheme}`).toEqual([]);
    }
  }
});
