import { signIn } from "next-auth/react";

/**
 * Signs in with e-mail and password.
 * @throws Error with a sentence for the reader when it is refused or the server cannot be reached.
 */
export async function signInWithPassword(email: string, password: string): Promise<void> {
  const result = await signIn("credentials", { redirect: false, email, password }).catch(() => undefined);
  if (!result) throw new Error("The server cannot be reached. Check your connection and try again.");
  if (result.ok && !result.error) return;
  // next-auth says "CredentialsSignin" for a wrong pair; other texts are sentences of the server's own.
  const wrong = !result.error || /^[A-Za-z]+$/.test(result.error);
  throw new Error(wrong ? "E-mail or password is wrong." : (result.error ?? "Signing in failed."));
}
