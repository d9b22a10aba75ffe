import { redirect } from "next/navigation";
import { Landing } from "@/components/public/landing";
import { pageCaller } from "@/server/doors/page";

export default async function StartPage() {
  const caller = await pageCaller();
  if (caller.type !== "visitor" || caller.userId) redirect("/inbox");
  return <Landing />;
}
