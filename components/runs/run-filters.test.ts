import { expect, test } from "vitest";
import { readRunFilters, runsAddress } from "./run-filters";

const read = (address: string) => readRunFilters(new URL(address, "http://x").searchParams);

test("an address says what the list shows, and the list says its address", () => {
  const address = "/runs?status=waiting,failed&workflow=order-refund&tag=vip&q=a%26b";
  expect(read(address)).toEqual({
    status: ["waiting", "failed"],
    workflow: "order-refund",
    tag: "vip",
    text: "a&b",
  });
  expect(runsAddress(read(address))).toBe(address);
  expect(runsAddress(read("/runs"))).toBe("/runs");
});

test("what an address makes up is left out", () => {
  expect(read("/runs?status=odd,stuck&q=%20")).toEqual({ status: ["stuck"] });
});
