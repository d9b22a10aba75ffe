import { type MadeTenant, makeMember, makeTeam, PASSWORD } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { badId, MARK, none, PICTURE, type Samples, tag } from "./sample";

async function aTeam(tenant: MadeTenant) {
  const { id } = await makeTeam(tenant, { slug: `team-${tag()}` });
  return { teamId: id };
}

async function aTeamSeat(tenant: MadeTenant) {
  const member = await makeMember(tenant);
  const { id } = await makeTeam(tenant, { slug: `team-${tag()}`, members: [member] });
  return { teamId: id, userId: member.id };
}

async function aSeat(tenant: MadeTenant) {
  const { id } = await makeMember(tenant, "member", { name: `${MARK} member` });
  return { userId: id };
}

export async function aReset(tenant: MadeTenant) {
  const { url } = await perform(operations.member.resetLink, tenant.owner, await aSeat(tenant));
  return { token: url?.split("/").at(-1) };
}

async function anInvite({ owner }: MadeTenant) {
  const email = `${MARK.toLowerCase()}-${tag()}@example.com`;
  const { invite, url } = await perform(operations.invite.create, owner, { email });
  return { inviteId: invite.id, token: url?.split("/").at(-1) };
}

async function aKey({ owner }: MadeTenant) {
  const { id } = await perform(operations.key.create, owner, { name: `${MARK} key`, scopes: ["tasks:read"] });
  return { keyId: id };
}

export const members: Samples<"member" | "invite" | "team" | "key"> = {
  "member.setAvailability": {
    input: async (tenant) => ({ ...(await aSeat(tenant)), availability: "away" }),
    bad: { availability: "asleep" },
    stranger: "notFound",
  },
  "team.updateMember": {
    input: async (tenant) => ({ ...(await aTeamSeat(tenant)), capacity: 3, skills: ["french"] }),
    bad: { capacity: -1 },
    stranger: "notFound",
  },
  "member.delegate": {
    input: async (tenant) => ({ ...(await aSeat(tenant)), to: (await aSeat(tenant)).userId }),
    bad: { until: "soon" },
    stranger: "notFound",
  },
  "member.list": { ...none, bad: { role: "king" } },
  "member.update": {
    input: async (tenant) => ({ ...(await aSeat(tenant)), role: "viewer" }),
    bad: { role: "king" },
    stranger: "notFound",
  },
  "member.deactivate": { input: aSeat, bad: badId("userId"), stranger: "notFound" },
  "member.reactivate": {
    input: async (tenant) => {
      const seat = await aSeat(tenant);
      await perform(operations.member.deactivate, tenant.owner, seat);
      return seat;
    },
    stranger: "notFound",
  },
  "member.photo": {
    input: async ({ owner }) => {
      await perform(operations.member.setPhoto, owner, { userId: owner.id, content: PICTURE });
      return { userId: owner.id };
    },
    bad: badId("userId"),
    stranger: "notFound",
  },
  "member.setPhoto": {
    input: async (tenant) => ({ ...(await aSeat(tenant)), content: PICTURE }),
    bad: { content: "?" },
    stranger: "notFound",
  },
  "member.removePhoto": { input: aSeat, bad: badId("userId"), stranger: "notFound" },
  "member.resetLink": { input: aSeat, bad: badId("userId"), stranger: "notFound" },
  "invite.create": {
    input: () => ({ email: `${tag()}@example.com` }),
    bad: { email: "nobody" },
    stranger: "nothing",
  },
  "invite.list": { ...none, bad: { limit: "x" } },
  "invite.revoke": {
    input: async (tenant) => ({ inviteId: (await anInvite(tenant)).inviteId }),
    bad: badId("inviteId"),
    stranger: "notFound",
  },
  "invite.get": {
    input: async (tenant) => ({ token: (await anInvite(tenant)).token }),
    bad: { token: "short" },
    stranger: "nothing",
  },
  "invite.accept": {
    input: async (tenant) => ({ token: (await anInvite(tenant)).token, name: "Ada", password: PASSWORD }),
    bad: { token: "short" },
    stranger: "nothing",
  },
  "team.list": { ...none, bad: { memberId: "x" } },
  "team.get": { input: aTeam, bad: badId("teamId"), stranger: "notFound" },
  "team.members": { input: aTeam, bad: { limit: 1000 }, stranger: "notFound" },
  "team.create": { input: () => ({ name: `Team ${tag()}` }), bad: { slug: "No Slug" }, stranger: "nothing" },
  "team.update": {
    input: async (tenant) => ({ ...(await aTeam(tenant)), name: `Renamed ${tag()}` }),
    bad: { assignmentStrategy: "dice" },
    stranger: "notFound",
  },
  "team.delete": { input: aTeam, bad: badId("teamId"), stranger: "notFound" },
  "team.addMember": {
    input: async (tenant) => ({ ...(await aTeam(tenant)), ...(await aSeat(tenant)) }),
    bad: badId("userId"),
    stranger: "notFound",
  },
  "team.removeMember": {
    input: async (tenant) => {
      const seat = { ...(await aTeam(tenant)), ...(await aSeat(tenant)) };
      await perform(operations.team.addMember, tenant.owner, seat);
      return seat;
    },
    bad: badId("teamId"),
    stranger: "notFound",
  },
  "key.create": {
    input: () => ({ name: "New key", scopes: ["tasks:read"] }),
    bad: { scopes: ["everything"] },
    stranger: "nothing",
  },
  "key.list": { ...none, bad: { includeRevoked: "perhaps" } },
  "key.revoke": { input: aKey, bad: badId("keyId"), stranger: "notFound" },
};
