/** The way back of what was done last, for whoever takes it by a key; one for the whole page, as people mean it. */
let last: (() => void) | undefined;

/** Remembers the way back of what was just done, and is what a toast needs to offer it. It is gone only once. */
export function undoable(
  label: string,
  back: () => void,
): { action: { label: string; onClick: () => void } } {
  let gone = false;
  const goBack = () => {
    if (last === goBack) last = undefined;
    if (!gone) back();
    gone = true;
  };
  last = goBack;
  return { action: { label, onClick: goBack } };
}

/**
 * Takes back what was done last; nothing when that can't be. It is asked for when a key is pressed (as a getter of what
 * is offered): nobody renders anew for it.
 */
export function wayBack(): (() => void) | undefined {
  return last;
}

/** What was just done has no way back, or not yet: a key must not take back what was done before it. */
export function nothingToUndo() {
  last = undefined;
}
