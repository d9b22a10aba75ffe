"use client";

import { CircleAlert } from "lucide-react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { problemOf } from "./problem";

/**
 * Shows a server's refusal in a form: at the fields it names, otherwise above the buttons.
 * The first field that is wrong takes the focus. Nothing that was typed changes. `within` is what the server's paths
 * begin with when the form is only a part of the input: `formData.`.
 */
export function showProblem<T extends FieldValues>(form: UseFormReturn<T>, cause: unknown, within = "") {
  const problem = problemOf(cause);
  const known = new Set(Object.keys(form.getValues()));
  const placed = problem.errors
    .map(({ path, message }) => ({
      path: path.startsWith(within) ? path.slice(within.length) : path,
      message,
    }))
    .filter(({ path }) => known.has(path));
  for (const [index, { path, message }] of placed.entries()) {
    form.setError(path as Path<T>, { type: "server", message }, { shouldFocus: index === 0 });
  }
  if (placed.length === 0 || placed.length < problem.errors.length) {
    form.setError("root", { type: "server", message: problem.message });
  }
}

/** The error that belongs to no field. */
export function FormError({ message }: { message: string | undefined }) {
  return (
    <div role="alert">
      {message && (
        <p className="flex items-start gap-2 rounded-md bg-danger-soft px-3 py-2 text-danger-ink text-sm">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          {message}
        </p>
      )}
    </div>
  );
}
