import { expect, it } from "vitest";
import { checkDefinition } from "@/server/engine/core/definition";
import { nameOf, starters } from "./starters";

it.each(Object.entries(starters))(
  "a new workflow that begins as %s can be published as it is",
  (_, starter) => {
    expect(checkDefinition({ title: "New", ...starter((text) => text) })).toMatchObject({
      ok: true,
      warnings: [],
    });
  },
);

it("makes a workflow's name of its title", () => {
  expect(["Refund a payment", " Zoë's Café! ", "…"].map(nameOf)).toEqual([
    "refund-a-payment",
    "zoe-s-cafe",
    "",
  ]);
});
