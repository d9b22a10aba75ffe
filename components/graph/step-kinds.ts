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

const kinds: Record<string, { icon: LucideIcon; label: string }> = {
  task: { icon: Hand, label: "Task" },
  message: { icon: MessageSquare, label: "Message" },
  notify: { icon: Bell, label: "Notification" },
  http: { icon: Globe, label: "HTTP call" },
  wait: { icon: Radio, label: "Wait" },
  delay: { icon: Clock, label: "Delay" },
  decide: { icon: CircleHelp, label: "Decision" },
  set: { icon: Braces, label: "Variables" },
  parallel: { icon: Split, label: "Branches" },
  each: { icon: Repeat, label: "Each item" },
  workflow: { icon: Workflow, label: "Workflow" },
  function: { icon: Webhook, label: "Function" },
  agent: { icon: Bot, label: "Agent" },
  tool: { icon: Wrench, label: "Tool" },
  end: { icon: CircleStop, label: "End" },
  fail: { icon: CircleX, label: "Failure" },
};

/** How a kind of step is shown; one that is not known here by its own name. */
export function stepKind(kind: string): { icon: LucideIcon; label: string } {
  return kinds[kind] ?? { icon: Wrench, label: kind };
}
