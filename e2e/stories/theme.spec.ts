import { expect, test } from "@/e2e/support/story";

test("a chosen theme stays after a reload, and is there from the first paint", async ({
  workspace,
  visit,
  browser,
}) => {
  const page = await visit(workspace.owner, "/inbox");
  await page.emulateMedia({ colorScheme: "light" });
  const html = page.locator("html");
  await expect(html).toHaveCSS("background-color", "rgb(248, 248, 250)");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(html).toHaveCSS("background-color", "rgb(14, 15, 17)");
  await page.reload();
  await expect(html).toHaveCSS("background-color", "rgb(14, 15, 17)");

  // Without scripts a page is what the server sent: if that is dark already, nothing can flash.
  const storageState = await page.context().storageState();
  const still = await browser.newContext({ storageState, javaScriptEnabled: false, colorScheme: "light" });
  const first = await still.newPage();
  await first.goto("/inbox");
  await expect(first.locator("html")).toHaveCSS("background-color", "rgb(14, 15, 17)");
  await still.close();

  await page.goto("/settings/profile");
  await page.getByLabel("Theme").click();
  await page.getByRole("option", { name: "As the system" }).click();
  await expect(html).toHaveCSS("background-color", "rgb(248, 248, 250)");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(html).toHaveCSS("background-color", "rgb(14, 15, 17)");
});
