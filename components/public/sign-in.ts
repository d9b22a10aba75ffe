import type { useTranslations } from "next-intl";
import { patience } from "@/components/live/patience";
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
  const url = await send("callback/credentials", { email, password }).catch(() => undefined);
  if (!url) throw new SignInRefused("unreachable");
  const error = url.searchParams.get("error");
  if (!error) return;
  // next-auth says "CredentialsSignin" for a wrong pair; other texts are sentences of the server's own.
  throw /^[A-Za-z]+$/.test(error) ? new SignInRefused("wrong") : new SignInRefused("failed", error);
}

/**
 * Ends the session, and goes to where one signs in.
 * @throws TypeError when the server did not answer: one is still signed in then
 */
export async function signOut(): Promise<void> {
  await send("signout", {});
  window.location.assign("/signin");
}

/** What to tell whoever tried. */
export function signInWords(t: ReturnType<typeof useTranslations<"public">>, cause: unknown): string {
  if (!(cause instanceof SignInRefused)) return problemOf(cause).message;
  return cause.sentence ?? t(`signIn.${cause.why}`);
}

/**
 * Sends a form to next-auth, and gives where that would lead. Its own client leaves the page when the server does not
 * answer, and what was typed is gone.
 */
async function send(what: string, form: Record<string, string>): Promise<URL> {
  try {
    const { csrfToken } = await ask("csrf");
    const body = new URLSearchParams({ ...form, csrfToken, json: "true" });
    const { url } = await ask(what, { method: "POST", body });
    return new URL(url);
  } catch (cause) {
    throw new TypeError("no answer", { cause });
  }
}

async function ask(what: string, init?: RequestInit): Promise<{ csrfToken: string; url: string }> {
  return (await fetch(`/api/auth/${what}`, { ...init, signal: AbortSignal.timeout(patience) })).json();
}
