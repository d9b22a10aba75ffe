import { Bot, Globe, Hash, Mail, MessageCircle, Phone } from "lucide-react";
import { useTranslations } from "next-intl";

const icons = {
  email: Mail,
  whatsapp: MessageCircle,
  slack: Hash,
  web: Globe,
  sms: Phone,
  api: Bot,
} as const;

/** Channels that have a name of their own; any other is called what it is called. */
export const KNOWN_CHANNELS = Object.keys(icons) as (keyof typeof icons)[];

/** What a channel is called. */
export function useChannelName(): (channel: string) => string {
  const t = useTranslations("conversations.channels");
  return (channel) => {
    const known = KNOWN_CHANNELS.find((name) => name === channel);
    return known ? t(known) : channel;
  };
}

/** By which way somebody writes, as a small picture with its name. */
export function ChannelIcon({ channel }: { channel: string }) {
  const name = useChannelName()(channel);
  const Icon = icons[channel as keyof typeof icons] ?? MessageCircle;
  return (
    <span className="inline-flex shrink-0 text-ink-subtle">
      <Icon className="size-3.5" aria-hidden />
      <span className="sr-only">{name}</span>
    </span>
  );
}
