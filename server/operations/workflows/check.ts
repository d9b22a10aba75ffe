import type { Tx } from "@/db/tenancy";
import { inputSchemaProblems } from "@/server/domain/workflows/input";
import { unknownNames } from "@/server/domain/workflows/warnings";
import { checkDefinition } from "@/server/engine/core/definition";
import type { FieldError } from "@/server/platform/errors";

/** `{ "definition": … }` and nothing else: how a definition is also sent. */
export function isWrapped(body: Record<string, unknown>): body is { definition: unknown } {
  return Object.keys(body).length === 1 && "definition" in body;
}

type Checked = Extract<ReturnType<typeof checkDefinition>, { ok: true }>["definition"];

/** Everything that is wrong with a definition in this workspace; `definition` is there when nothing is. */
export async function checkWhole(
  tx: Tx,
  definition: unknown,
): Promise<{ definition?: Checked; problems: FieldError[]; warnings: FieldError[] }> {
  const checked = checkDefinition(definition);
  const warnings = [...checked.warnings, ...(await unknownNames(tx, definition))];
  if (!checked.ok) return { problems: checked.problems, warnings };
  const problems = inputSchemaProblems(checked.definition.input ?? {});
  return problems.length > 0
    ? { problems, warnings }
    : { definition: checked.definition, problems, warnings };
}
