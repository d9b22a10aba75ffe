import { z } from "zod";
import { noteChange } from "@/db/changes";
import { dismissOnboarding, onboardingOf } from "@/server/domain/home/onboarding";
import { OnboardingState } from "@/server/domain/home/schema";
import { operation } from "../operation";

export const getOnboarding = operation({
  name: "home.onboarding",
  summary: "See which first steps the workspace has taken",
  kind: "read",
  permission: "admin:settings",
  input: z.strictObject({}),
  output: OnboardingState,
  run: ({ actor, tx }) => onboardingOf(tx, actor.tenantId),
});

export const dismissOnboardingOperation = operation({
  name: "home.dismissOnboarding",
  summary: "Put the list of first steps away",
  description: "For everybody in the workspace.",
  kind: "write",
  permission: "admin:settings",
  input: z.strictObject({}),
  output: OnboardingState,
  async run({ actor, tx, now }) {
    await dismissOnboarding(tx, now, actor.tenantId);
    noteChange(tx, actor.tenantId, "workspace", actor.tenantId);
    return onboardingOf(tx, actor.tenantId);
  },
});
