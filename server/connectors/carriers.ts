import type { Carrier } from "./carrier";
import { emailCarrier } from "./email/carrier";
import { callbackCarrier } from "./webhook/carrier";

/** Every way out of a conversation. Another one is a folder with its `carrier.ts` and a line here. */
export const carriers = {
  email: emailCarrier,
  callback: callbackCarrier,
} satisfies Record<string, Carrier>;
