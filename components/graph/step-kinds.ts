import {
  Bell,
  Bot,
  Braces,
  CircleHelp,
  CircleStop,
  CircleX,
  Clock,
  Globe,
  Hand,
  type LucideIcon,
  MessageSquare,
  Radio,
  Repeat,
  Split,
  Webhook,
  Workflow,
  Wrench,
} from "lucide-react";
import { useTranslations } from "next-intl";

const kinds = {
  task: Hand,
  message: MessageSquare,
  notify: Bell,
  http: Globe,
  wait: Radio,
  delay: Clock,
  decide: CircleHelp,
  set: Braces,
  parallel: Split,
  each: Repeat,
  workflow: Workflow,
  function: Webhook,
  agent: Bot,
  tool: Wrench,
  end: CircleStop,
  fail: CircleX,
} satisfies Record<string, LucideIcon>;

/** How kinds of steps are shown; one that is not known here by its own name. */
export function useStepKind(): (kind: string) => { icon: LucideIcon; label: string } {
  const t = useTranslations("workflows.kinds");
  return (kind) => {
    if (!Object.hasOwn(kinds, kind)) return { icon: Wrench, label: kind };
    const known = kind as keyof typeof kinds;
    return { icon: kinds[known], label: t(known) };
  };
}
