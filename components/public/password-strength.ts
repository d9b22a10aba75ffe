import { MIN_PASSWORD } from "@/server/domain/account/schema";

export type Strength = { level: 0 | 1 | 2 | 3; hint: string };

/** A rough guess at how hard a password is to guess: length first, repetition and well-known beginnings against it. */
export function passwordStrength(password: string): Strength {
  const length = [...password].length;
  if (length === 0) return { level: 0, hint: `At least ${MIN_PASSWORD} characters; a few words are best.` };
  if (length < MIN_PASSWORD) {
    const missing = MIN_PASSWORD - length;
    return { level: 1, hint: `${missing} more ${missing === 1 ? "character" : "characters"} needed.` };
  }
  const distinct = new Set(password.toLowerCase()).size;
  const common = /^(password|passwort|qwert|12345|letmein|admin|welcome|iloveyou)/i.test(password);
  if (common || distinct < 6)
    return { level: 1, hint: "Easy to guess. Use words that belong together only for you." };
  const score = length + distinct / 2;
  if (score < 20) return { level: 2, hint: "Good. Longer is better." };
  return { level: 3, hint: "Strong." };
}
