import { signIn } from "next-auth/react";
import type { useTranslations } from "next-intl";
import { problemOf } from "@/components/ui/problem";

/** Why signing in was refused: a key of `public.signIn`, or a sentence of the server's own. */
export class SignInRefused extends Error {
  constructor(
    readonly why: "wrong" | "unreachable" | "failed",
    readonly sentence?: string,
  ) {
    super(sentence ?? why);
  }
}

/**
 * Signs in with e-mail and password.
 * @throws SignInRefused
 */
export async function signInWithPassword(email: string, password: string): Promise<void> {
  const result = await signIn("credentials", { redirect: false, email, password }).catch(() => undefined);
  if (!result) throw new SignInRefused("unreachable");
  if (result.ok && !result.error) return;
  // next-auth says "CredentialsSignin" for a wrong pair; other texts are sentences of the server's own.
  const wrong = !result.error || /^[A-Za-z]+$/.test(result.error);
  throw wrong ? new SignInRefused("wrong") : new SignInRefused("failed", result.error ?? undefined);
}

/** What to tell whoever tried. */
export function signInWords(t: ReturnType<typeof useTranslations<"public">>, cause: unknown): string {
  if (!(cause instanceof SignInRefused)) return problemOf(cause).message;
  return cause.sentence ?? t(`signIn.${cause.why}`);
}
