import { z } from "zod";
import { saveDraft } from "@/server/domain/workflows/draft";
import { DraftView, WorkflowName } from "@/server/domain/workflows/schema";
import { draftView } from "@/server/domain/workflows/view";
import { invalid } from "@/server/platform/errors";
import { operation } from "../operation";
import { checkWhole } from "./check";

/** A draft may be wrong in every way but this one. */
const MAX_BYTES = 256 * 1024;

const Wrapped = z.strictObject({
  definition: z.unknown(),
  since: z.iso.datetime().nullish(),
});

export const saveWorkflowDraft = operation({
  name: "workflow.saveDraft",
  summary: "Save what is being worked on, beside what is published",
  description:
    "It may be wrong: what is wrong is told with the answer. Send `{ definition, since }` with the `updatedAt` of the draft that you know (null for none), and what somebody else saved meanwhile is not overwritten. No run starts on it until it is published. The first draft of a name makes the workflow.",
  kind: "write",
  permission: "workflows:write",
  input: z.looseObject({ name: WorkflowName }).transform(({ name, ...body }, context) => {
    const wrapped = Wrapped.safeParse(body);
    if (wrapped.success) return { name, ...wrapped.data };
    if ("definition" in body) {
      for (const { path, message } of wrapped.error.issues)
        context.addIssue({ code: "custom", path, message });
      return z.NEVER;
    }
    return { name, definition: body, since: undefined };
  }),
  output: DraftView,
  rest: { method: "PUT", path: "/workflows/{name}/draft" },
  mcp: { tool: "workflow_save_draft", idempotent: true },
  async run({ actor, tx, now }, { name, definition, since }) {
    const draft = z.record(z.string(), z.json()).safeParse(definition);
    if (!draft.success || Buffer.byteLength(JSON.stringify(draft.data)) > MAX_BYTES) {
      const message = draft.success ? "takes more than 256 KiB as JSON" : "must be an object";
      throw invalid("The draft can't be kept.", [{ path: "definition", message }], "draft_invalid");
    }
    const workflow = await saveDraft({ tx, now, actor }, name, draft.data, since);
    return draftView(workflow, await checkWhole(tx, draft.data));
  },
});
