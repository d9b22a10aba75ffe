import { expect, test } from "vitest";
import { toldBy } from "@/server/platform/words/listener";
import { tellerIn } from "@/server/platform/words/words";
import { RunFailure } from "./schema";

test("why a run failed is told in its reader's language, and what a workflow's author wrote as it is", () => {
  const inGerman = (message: string) =>
    toldBy(tellerIn("de"), () => RunFailure.parse({ message, code: "any" }).message);
  expect(inGerman('There is no team "logistics" in this workspace. Name a team by its slug or id.')).toMatch(
    /^In diesem Workspace nicht zu finden: .*"logistics"/,
  );
  expect(inGerman("The customer took it back")).toBe("The customer took it back");
});
