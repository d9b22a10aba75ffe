import { expect, test } from "@/e2e/support/story";

for (const path of ["/", "/signin", "/signup", "/docs/api", "/no-such-page"]) {
  test(`${path} runs under its own content security policy`, async ({ page }) => {
    const violations: string[] = [];
    page.on("console", (message) => {
      if (/content security policy/i.test(message.text())) violations.push(message.text());
    });
    page.on("pageerror", (error) => violations.push(error.message));
    const answered = await page.goto(path, { waitUntil: "load" });
    expect(answered?.headers()["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[^']+';/);
    await expect(page.locator("body")).not.toBeEmpty();
    expect(violations).toEqual([]);
  });
}
