"use client";

import {
  Controller,
  type ControllerFieldState,
  type ControllerRenderProps,
  useFormContext,
} from "react-hook-form";
import { Checkbox, CheckboxRow } from "@/components/ui/checkbox";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { wordsOf } from "@/components/ui/json-value";
import { Select } from "@/components/ui/select";
import type { FormDefinition, FormField } from "@/server/domain/forms/schema";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { CannedTextarea } from "./canned-textarea";

export type Answers = Record<string, string | number | boolean | string[]>;

/** What a form shows first: answers given before, otherwise defaults, otherwise nothing. */
export function initialAnswers(form: FormDefinition, given: Record<string, unknown> | null): Answers {
  return Object.fromEntries(
    Object.entries(form.fields).map(([name, field]) => {
      const empty = field.type === "boolean" ? false : field.type === "multiselect" ? [] : "";
      return [name, (given?.[name] ?? field.default ?? empty) as Answers[string]];
    }),
  );
}

/** Every field of a form, drawn from its definition. */
export function TaskFields({
  form,
  disabled,
  task,
}: {
  form: FormDefinition;
  disabled: boolean;
  task: TaskDetail;
}) {
  const { control } = useFormContext<Answers>();
  return Object.entries(form.fields).map(([name, field]) => (
    <Controller
      key={name}
      control={control}
      name={name}
      render={({ field: bound, fieldState }) => (
        <OneField
          name={name}
          field={field}
          bound={bound}
          state={fieldState}
          disabled={disabled}
          task={task}
        />
      )}
    />
  ));
}

type Bound = ControllerRenderProps<Answers, string>;

function OneField({
  name,
  field,
  bound,
  state,
  disabled,
  task,
}: {
  name: string;
  field: FormField;
  bound: Bound;
  state: ControllerFieldState;
  disabled: boolean;
  task: TaskDetail;
}) {
  const label = field.label ?? wordsOf(name);
  // A box always has an answer, also when it is empty: there is nothing left to be required.
  const required = field.type !== "boolean" && (field.required ?? false);
  const shared = { help: field.help, error: state.error?.message, required };
  if (field.type === "boolean") {
    return (
      <Field label={label} layout="inline" {...shared}>
        <Checkbox
          ref={bound.ref}
          disabled={disabled}
          checked={bound.value === true}
          onCheckedChange={bound.onChange}
          onBlur={bound.onBlur}
        />
      </Field>
    );
  }
  if (field.type === "multiselect") {
    return (
      <FieldGroup legend={label} {...shared}>
        <div className="flex flex-col">
          <Choices field={field} bound={bound} disabled={disabled} />
        </div>
      </FieldGroup>
    );
  }
  return (
    <Field label={label} {...shared}>
      <Control field={field} bound={bound} disabled={disabled} task={task} />
    </Field>
  );
}

function Control({
  field,
  bound,
  disabled,
  task,
}: {
  field: FormField;
  bound: Bound;
  disabled: boolean;
  task: TaskDetail;
}) {
  const text =
    typeof bound.value === "number"
      ? String(bound.value)
      : typeof bound.value === "string"
        ? bound.value
        : "";
  const shared = { ref: bound.ref, name: bound.name, onBlur: bound.onBlur, value: text, disabled };
  switch (field.type) {
    case "textarea":
      return <CannedTextarea {...shared} task={task} onText={bound.onChange} />;
    case "select":
      return (
        <Select
          ref={bound.ref}
          value={text}
          onValueChange={bound.onChange}
          options={optionsOf(field)}
          disabled={disabled}
        />
      );
    case "number":
      return <Input {...shared} onChange={bound.onChange} inputMode="decimal" className="max-w-48" />;
    case "date":
      return <Input {...shared} onChange={bound.onChange} type="date" className="max-w-48" />;
    case "email":
      return <Input {...shared} onChange={bound.onChange} type="email" autoComplete="off" />;
    case "url":
      return <Input {...shared} onChange={bound.onChange} type="url" placeholder="https://" />;
    default:
      return <Input {...shared} onChange={bound.onChange} autoComplete="off" />;
  }
}

function Choices({ field, bound, disabled }: { field: FormField; bound: Bound; disabled: boolean }) {
  const chosen = Array.isArray(bound.value) ? bound.value : [];
  return optionsOf(field).map(({ value, label }, index) => (
    <CheckboxRow
      key={value}
      ref={index === 0 ? bound.ref : undefined}
      label={label}
      disabled={disabled}
      checked={chosen.includes(value)}
      onCheckedChange={(on) =>
        bound.onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value))
      }
    />
  ));
}

function optionsOf(field: FormField): { value: string; label: string }[] {
  return (field.options ?? []).map((option) =>
    typeof option === "string" ? { value: option, label: option } : option,
  );
}
