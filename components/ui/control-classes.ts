/** The look shared by everything one types into. */
export const controlClasses =
  "w-full rounded-md border border-control/70 bg-surface text-base text-ink placeholder:text-ink-subtle hover:border-control focus-visible:border-ring focus-visible:outline-1 focus-visible:outline-offset-0 disabled:bg-hover disabled:text-ink-muted aria-invalid:border-danger";
