import { expect, it } from "vitest";
import type { MemberView } from "@/server/domain/members/schema";
import { sortMembers } from "./sort-members";

const member = (name: string, more: Partial<MemberView> = {}): MemberView => ({
  userId: name,
  name,
  email: `${name}@example.com`,
  role: "member",
  active: true,
  photo: null,
  teams: [],
  delegation: null,
  availability: "online",
  outUntil: null,
  skills: [],
  joinedAt: "2026-01-01T00:00:00Z",
  lastActiveAt: null,
  ...more,
});

it("sorts by name, role or last activity, either way, and keeps the deactivated behind", () => {
  const members = [
    member("Cleo", { lastActiveAt: "2026-01-03T00:00:00Z" }),
    member("ada", { role: "owner" }),
    member("Ben", { active: false, lastActiveAt: "2026-01-09T00:00:00Z" }),
    member("Dan", { role: "admin", lastActiveAt: "2026-01-04T00:00:00Z" }),
  ];
  const names = (...sort: [Parameters<typeof sortMembers>[1], 1 | -1]) =>
    sortMembers(members, ...sort).map(({ name }) => name);
  expect(names("name", 1)).toEqual(["ada", "Cleo", "Dan", "Ben"]);
  expect(names("name", -1)).toEqual(["Dan", "Cleo", "ada", "Ben"]);
  expect(names("role", 1)).toEqual(["ada", "Dan", "Cleo", "Ben"]);
  expect(names("lastActive", 1)).toEqual(["Dan", "Cleo", "ada", "Ben"]);
});
