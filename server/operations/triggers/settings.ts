import type { TriggerRow } from "@/server/domain/triggers/queries";
import { nextTimes, readSchedule } from "@/server/domain/triggers/schedule";
import type {
  EventConfig,
  ScheduleConfig,
  TriggerConfig,
  TriggerKind,
  WebhookConfig,
} from "@/server/domain/triggers/schema";
import { newHookSecret } from "@/server/domain/triggers/token";
import { triggerProblems } from "@/server/engine/shell/trigger-input";
import { invalid } from "@/server/platform/errors";

export interface Given {
  webhook?: WebhookConfig | undefined;
  schedule?: ScheduleConfig | undefined;
  event?: EventConfig | undefined;
  input?: Record<string, unknown> | null | undefined;
  secret?: string | undefined;
}

type Checked = Pick<TriggerRow, "kind" | "config" | "input" | "secret" | "eventName" | "nextDueAt">;

/**
 * Reads what a trigger is to be, in full. `kept` is what it was, for what is not said again.
 * @throws Invalid naming each field that is wrong
 */
export function checkTrigger(given: Given, now: Date, kept?: TriggerRow): Checked {
  const kind = kindOf(given, kept);
  const config = configOf(kind, given, now) ?? kept?.config;
  if (!config) throw new Error("a trigger has no settings of its kind");
  const input = given.input === undefined ? (kept?.input ?? null) : given.input;
  const condition = kind === "event" ? (config as EventConfig).condition : undefined;
  const problems = triggerProblems(kind, { input: input as never, condition });
  if (problems.length > 0) {
    throw invalid("The trigger can't be used; see `errors`.", problems, "trigger_invalid");
  }
  return {
    kind,
    config,
    input,
    secret: kind === "webhook" ? secretOf(config as WebhookConfig, given, kept) : null,
    eventName: kind === "event" ? (config as EventConfig).name : null,
    nextDueAt: kind === "schedule" ? (nextTimes(config as ScheduleConfig, now, 1)[0] ?? null) : null,
  };
}

function kindOf(given: Given, kept: TriggerRow | undefined): TriggerKind {
  const said = (["webhook", "schedule", "event"] as const).filter((kind) => given[kind] !== undefined);
  const kind = kept?.kind ?? said[0];
  if (kind === undefined || said.length > (kept ? 0 : 1) + (kept && said.includes(kept.kind) ? 1 : 0)) {
    const fault = kept ? `stays a ${kept.kind}` : "is one of `webhook`, `schedule` and `event`";
    throw invalid(
      `A trigger ${fault}.`,
      [{ path: said[1] ?? said[0] ?? "", message: fault }],
      "trigger_invalid",
    );
  }
  if (given.secret !== undefined && kind !== "webhook") {
    throw invalid("Only a webhook has a secret.", [{ path: "secret", message: "is for webhooks" }]);
  }
  return kind;
}

function configOf(kind: TriggerKind, given: Given, now: Date): TriggerConfig | undefined {
  return kind === "schedule" && given.schedule ? readSchedule(given.schedule, now) : given[kind];
}

function secretOf({ verify }: WebhookConfig, { secret }: Given, kept?: TriggerRow): string | null {
  if (verify.scheme === "none") return null;
  const chosen = secret ?? kept?.secret ?? newHookSecret();
  if (verify.scheme === "standard" && !/^whsec_[A-Za-z0-9+/]{20,}={0,2}$/.test(chosen)) {
    const message = "must be `whsec_` and base64, as Standard Webhooks has it";
    throw invalid("The secret can't be used.", [{ path: "secret", message }], "trigger_invalid");
  }
  return chosen;
}
