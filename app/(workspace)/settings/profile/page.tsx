import type { Metadata } from "next";
import { Profile } from "@/components/settings/profile";
import { requireActor } from "@/server/doors/page";

export const metadata: Metadata = { title: "Profile" };

export default async function Page() {
  await requireActor("/settings/profile");
  return <Profile />;
}
