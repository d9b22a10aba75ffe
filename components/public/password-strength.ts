import { MIN_PASSWORD } from "@/server/domain/account/schema";

export interface Strength {
  level: 0 | 1 | 2 | 3;
  /** What to say of it: a key of `public.password.hints`. */
  hint: "empty" | "short" | "guessable" | "good" | "strong";
  /** How many characters it needs, or still needs. */
  count: number;
}

/** A rough guess at how hard a password is to guess: length first, repetition and well-known beginnings against it. */
export function passwordStrength(password: string): Strength {
  const length = [...password].length;
  if (length === 0) return { level: 0, hint: "empty", count: MIN_PASSWORD };
  const count = Math.max(0, MIN_PASSWORD - length);
  if (count > 0) return { level: 1, hint: "short", count };
  const distinct = new Set(password.toLowerCase()).size;
  const common = /^(password|passwort|qwert|12345|letmein|admin|welcome|iloveyou)/i.test(password);
  if (common || distinct < 6) return { level: 1, hint: "guessable", count };
  const score = length + distinct / 2;
  return score < 20 ? { level: 2, hint: "good", count } : { level: 3, hint: "strong", count };
}
