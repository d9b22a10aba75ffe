import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import { signOut } from "./sign-in";

/** Signs out, or says why one still is signed in. */
export function leave(): void {
  signOut().catch((cause) => toast.error(problemOf(cause).message));
}
