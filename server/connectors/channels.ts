import type { Channel } from "./channel";
import { emailChannel } from "./email/channel";
import { slackChannel } from "./slack/channel";

/** Every channel that notifications can take. Another one is a folder with its `channel.ts` and a line here. */
export const channels = {
  email: emailChannel,
  slack: slackChannel,
} satisfies Record<string, Channel>;
