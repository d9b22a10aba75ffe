import { describe, expect, test } from "vitest";
import type { Notification } from "@/server/connectors/notification";
import { emailFor } from "./templates";

const notification: Notification = {
  tenantId: "t",
  kind: "task.assigned",
  recipient: { name: "Ada", email: "ada@example.com" },
  title: "New task for Support L1",
  body: "A customer needs a person",
  url: "https://orkestra.example.com/tasks/1?from=mail&x=1",
  workspace: "Nordwind",
  idempotencyKey: "n1",
};

describe("a mail", () => {
  test.each([
    "task.assigned",
    "task.escalated",
    "task.mentioned",
    "task.woken",
    "task.customerWrote",
    "invite",
  ] as const)("says who, what, why and where, in HTML and in text (%s)", (kind) => {
    const { subject, html, text } = emailFor({ ...notification, kind });
    expect(subject).toContain("New task for Support L1");
    for (const word of ["Hello Ada", "New task for Support L1", "A customer needs a person", "Nordwind"]) {
      expect(text).toContain(word);
      expect(html).toContain(word);
    }
    expect(text).toContain("https://orkestra.example.com/tasks/1?from=mail&x=1");
    expect(html).toContain('href="https://orkestra.example.com/tasks/1?from=mail&amp;x=1"');
  });

  test("says of a reset what to do when it was somebody else who asked", () => {
    const { subject, text } = emailFor({
      ...notification,
      kind: "password.reset",
      title: "Set a new password",
    });
    expect(subject).toBe("Set a new password");
    expect(text).toContain("If that was not you, ignore it");
  });

  test("is written in what its recipient reads, but for what somebody else wrote", () => {
    const recipient = { name: "Ada", locale: "de" as const };
    const { subject, html, text } = emailFor({ ...notification, recipient });
    expect(subject).toBe("Neue Aufgabe für Support L1: A customer needs a person");
    for (const words of ["Hallo Ada", "Eine Aufgabe wartet", "Aufgaben von Nordwind"])
      expect(text).toContain(words);
    expect(html).toContain('<html lang="de">');
    expect(html).toContain("Falls der Knopf nicht geht");
    expect(`${html}${text}`).not.toMatch(/You get this|Open the|Hello/);
    const notice = emailFor({ ...notification, recipient, kind: "run.notice", title: "Back from snooze" });
    expect(notice.subject).toContain("Back from snooze");
  });

  test("shows whatever people wrote as text, never as markup", () => {
    const evil = `<img src=x onerror="alert(1)"> & '</td></table><script>`;
    const { html } = emailFor({
      ...notification,
      title: evil,
      body: evil,
      workspace: evil,
      recipient: { name: evil },
      url: `https://example.com/?q="><script>alert(1)</script>`,
    });
    const tags = new Set([...html.matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map(([, tag]) => tag?.toLowerCase()));
    expect([...tags].sort()).toEqual(
      [
        "!doctype",
        "a",
        "body",
        "br",
        "div",
        "h1",
        "head",
        "html",
        "meta",
        "p",
        "table",
        "td",
        "title",
        "tr",
      ].sort(),
    );
    expect(html).not.toContain('onerror="');
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;");
  });

  test("keeps the lines of its text", () => {
    const { html, text } = emailFor({ ...notification, body: "one\ntwo" });
    expect(html).toContain("one<br>two");
    expect(text).toContain("> one\n> two");
  });

  test("has a subject of one line, without characters that could end a header", () => {
    const { subject } = emailFor({
      ...notification,
      body: `a\r\nBcc: x@example.com\u2028\0${"long ".repeat(100)}`,
    });
    expect(subject).toMatch(/^New task for Support L1: a Bcc: x@example\.com long /);
    expect(subject).not.toMatch(/[\r\n\0\u2028]/);
    expect(Array.from(subject).length).toBeLessThanOrEqual(120);
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "/tasks/1"])("never links to %s", (url) => {
    expect(() => emailFor({ ...notification, url })).toThrow();
  });
});
