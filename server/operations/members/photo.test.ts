import { expect, test } from "vitest";
import { makeMember, makeTenant } from "@/db/factories";
import { MAX_PHOTO_BYTES } from "@/server/domain/members/schema";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { member, account } = operations;
const picture = (size = 100) => {
  const bytes = Buffer.alloc(size);
  bytes.write("\x89PNG\r\n\x1a\n", "latin1");
  return bytes.toString("base64");
};

test("a photo is shown to colleagues, under another address when it changes, until it is removed", async () => {
  const tenant = await makeTenant();
  const colleague = await makeMember(tenant);
  const { photo } = await perform(member.setPhoto, colleague, { userId: colleague.id, content: picture() });
  expect(photo).toMatch(`/api/v1/members/${colleague.id}/photo?v=`);
  const seen = await perform(member.photo, tenant.owner, { userId: colleague.id });
  expect(seen).toEqual({ mediaType: "image/png", content: picture() });
  expect((await perform(account.me, colleague, {})).photo).toBe(photo);
  const again = await perform(member.setPhoto, colleague, { userId: colleague.id, content: picture(200) });
  expect(again.photo).not.toBe(photo);
  expect((await perform(member.removePhoto, colleague, { userId: colleague.id })).photo).toBeNull();
  await expect(perform(member.photo, tenant.owner, { userId: colleague.id })).rejects.toMatchObject({
    kind: "NotFound",
  });
});

test("what is no picture, or too large, is refused and changes nothing", async () => {
  const { owner } = await makeTenant();
  await perform(member.setPhoto, owner, { userId: owner.id, content: picture() });
  for (const content of [
    Buffer.from("<script>alert(1)</script>").toString("base64"),
    Buffer.from("%PDF-1.7").toString("base64"),
    picture(MAX_PHOTO_BYTES + 1),
  ]) {
    await expect(perform(member.setPhoto, owner, { userId: owner.id, content })).rejects.toMatchObject({
      kind: "Invalid",
      errors: [{ path: "content" }],
    });
  }
  expect(await perform(member.photo, owner, { userId: owner.id })).toMatchObject({ content: picture() });
});

test("people change their own photo, and admins those of whom they manage", async () => {
  const tenant = await makeTenant();
  const [one, other] = [await makeMember(tenant), await makeMember(tenant)];
  const change = { userId: other.id, content: picture() };
  await expect(perform(member.setPhoto, one, change)).rejects.toMatchObject({ kind: "Forbidden" });
  const admin = await makeMember(tenant, "admin");
  expect((await perform(member.setPhoto, admin, change)).photo).not.toBeNull();
  const owners = { userId: tenant.owner.id, content: picture() };
  await expect(perform(member.setPhoto, admin, owners)).rejects.toMatchObject({ kind: "Forbidden" });
});
