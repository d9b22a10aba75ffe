import type { Metadata } from "next";
import { Profile } from "@/components/settings/profile";
import { Delegation } from "@/components/tasks/delegation";
import { requireActor } from "@/server/doors/page";

export const metadata: Metadata = { title: "Profile" };

export default async function Page() {
  await requireActor("/settings/profile");
  return (
    <div className="flex flex-col gap-6">
      <Profile />
      <Delegation />
    </div>
  );
}
