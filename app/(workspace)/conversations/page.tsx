import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NoConversationOpen } from "@/components/conversations/no-conversation-open";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: t("places.conversations") };
}

export default function ConversationsPage() {
  return <NoConversationOpen />;
}
