import type { Locale } from "@/server/platform/locale";
import deCommon from "./de/common.json";
import deConversations from "./de/conversations.json";
import deHome from "./de/home.json";
import deInbox from "./de/inbox.json";
import dePublic from "./de/public.json";
import deRuns from "./de/runs.json";
import deSettings from "./de/settings.json";
import deShell from "./de/shell.json";
import deSla from "./de/sla.json";
import deTasks from "./de/tasks.json";
import deTriggers from "./de/triggers.json";
import deWorkflows from "./de/workflows.json";
import enCommon from "./en/common.json";
import enConversations from "./en/conversations.json";
import enHome from "./en/home.json";
import enInbox from "./en/inbox.json";
import enPublic from "./en/public.json";
import enRuns from "./en/runs.json";
import enSettings from "./en/settings.json";
import enShell from "./en/shell.json";
import enSla from "./en/sla.json";
import enTasks from "./en/tasks.json";
import enTriggers from "./en/triggers.json";
import enWorkflows from "./en/workflows.json";

// English is where the keys come from: a German text without its English one does not compile, nor the other way round.
const en = {
  common: enCommon,
  conversations: enConversations,
  home: enHome,
  inbox: enInbox,
  public: enPublic,
  runs: enRuns,
  settings: enSettings,
  shell: enShell,
  sla: enSla,
  tasks: enTasks,
  triggers: enTriggers,
  workflows: enWorkflows,
};

export type Catalogue = typeof en;

const de: Catalogue = {
  common: deCommon,
  conversations: deConversations,
  home: deHome,
  inbox: deInbox,
  public: dePublic,
  runs: deRuns,
  settings: deSettings,
  shell: deShell,
  sla: deSla,
  tasks: deTasks,
  triggers: deTriggers,
  workflows: deWorkflows,
};

/** Every text that people see, by language and namespace, in ICU MessageFormat. For servers only: it is large. */
export const catalogue: Record<Locale, Catalogue> = { en, de };
