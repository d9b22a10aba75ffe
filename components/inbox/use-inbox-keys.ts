import type { RefObject } from "react";
import { useActions } from "@/components/shell/shortcuts";
import { wayBack } from "@/components/ui/undo";
import type { InboxRow } from "@/server/domain/inbox/schema";
import type { Asked } from "./choosers";
import type { ListHandle } from "./task-list";
import type { Acts, Meant } from "./use-acts";
import type { useSelection } from "./use-selection";

interface Hands {
  rows: InboxRow[];
  currentId: string | undefined;
  shownId: string | null;
  selection: ReturnType<typeof useSelection>;
  acts: Acts;
  handle: RefObject<ListHandle | null>;
  searchBox: RefObject<HTMLInputElement | null>;
  side: RefObject<HTMLElement | null>;
  open: (id: string) => void;
  close: () => void;
  act: (run: (of: Meant) => unknown) => void;
  ask: (what: Asked) => void;
  setCursor: (id: string) => void;
  onFilter: () => void;
}

/** All that the inbox does by keys, palette and buttons alike. */
export function useInboxKeys(hands: Hands) {
  const { rows, currentId, shownId, selection, acts, handle, side, open, act, ask } = hands;
  const at = rows.findIndex(({ id }) => id === currentId);
  const current = rows[at];
  const one = selection.ids.size === 0 ? current : undefined;
  const walk = (step: 1 | -1, select = false) => {
    // The first stroke comes to the list, the next ones walk it.
    const isThere = shownId !== null || document.activeElement?.matches("a[data-task]");
    const to = rows[at < 0 ? 0 : isThere ? at + step : at];
    if (!to) return;
    if (select && current) selection.extend(current.id, to.id);
    hands.setCursor(to.id);
    if (shownId) open(to.id);
    handle.current?.focus(to.id);
  };
  /** The form is there when the task is: some frames after it was opened. */
  const reply = (then: (form: HTMLFormElement) => void, tries = 30) => {
    const form = side.current?.querySelector("form");
    if (form) then(form);
    else if (tries > 0) requestAnimationFrame(() => reply(then, tries - 1));
  };
  const focusForm = (form: HTMLFormElement) =>
    form.querySelector<HTMLElement>("input,textarea,button[role]")?.focus();
  const offered = (run: () => void, whyNot?: string) => (rows.length > 0 ? { run, whyNot } : undefined);

  useActions("inbox", {
    next: () => walk(1),
    previous: () => walk(-1),
    open: current && !shownId ? () => open(current.id) : undefined,
    claim: offered(() => act(acts.claim), one?.whyNot.claim),
    release: offered(() => act(acts.release), one?.whyNot.release),
    reassign: offered(() => ask("reassign"), one?.whyNot.reassign),
    priority: offered(() => ask("priority"), one?.whyNot.update),
    snooze: offered(() => ask("snooze"), one?.whyNot.snooze),
    cancel: offered(() => ask("cancel"), one?.whyNot.cancel),
    // The open task has a key of its own for its form.
    reply:
      shownId || !current
        ? undefined
        : () => {
            open(current.id);
            reply(focusForm);
          },
    complete: current
      ? {
          // What takes several people's sign-off is approved by the same key.
          whyNot: one?.toDecide ? undefined : one?.whyNot.complete,
          run: () => {
            const isOpen = shownId === current.id;
            if (!isOpen) open(current.id);
            reply((form) => (isOpen ? form.requestSubmit() : focusForm(form)));
          },
        }
      : undefined,
    select: current ? () => selection.toggle(current.id, false) : undefined,
    selectOn: () => walk(1, true),
    selectBack: () => walk(-1, true),
    selectAll: offered(() => selection.all(false)),
    get undo() {
      return wayBack();
    },
    search: () => hands.searchBox.current?.focus(),
    filter: hands.onFilter,
    close: selection.ids.size > 0 ? selection.clear : shownId ? hands.close : undefined,
  });
}
