/**
 * What can be done by a key, by where it can be done: the one list that shortcuts, palette and help are made of.
 * Its names are those of the words in `shell.shortcuts`. `Mod` is ⌘ or Ctrl.
 */
export const ACTIONS = {
  anywhere: {
    palette: "Mod+k",
    newTask: "Shift+n",
    home: "g h",
    inbox: "g i",
    conversations: "g c",
    runs: "g r",
    workflows: "g w",
    triggers: "g t",
    settings: "g s",
    help: "?",
  },
  inbox: {
    next: "j",
    previous: "k",
    open: "Enter",
    claim: "c",
    release: "Shift+c",
    reply: "r",
    complete: "e",
    reassign: "a",
    priority: "p",
    snooze: "s",
    cancel: "Shift+x",
    select: "x",
    selectOn: "Shift+j",
    selectBack: "Shift+k",
    selectAll: "Mod+a",
    undo: "z",
    search: "/",
    filter: "f",
    close: "Escape",
  },
  task: {
    claim: "c",
    form: "r",
    reassign: "a",
    snooze: "s",
    wait: "w",
    transfer: "Shift+t",
    split: "Shift+s",
    merge: "Shift+m",
    link: "Shift+l",
    comment: "m",
    complete: "Mod+Enter",
    reject: "Shift+e",
    undo: "z",
    back: "u",
  },
  conversation: {
    next: "j",
    previous: "k",
    reply: "r",
    note: "n",
    takeOver: "t",
    handBack: "Shift+t",
    close: "e",
    reopen: "Shift+e",
    undo: "z",
    search: "/",
    back: "u",
  },
  run: {
    next: "j",
    previous: "k",
    eventBack: "[",
    eventOn: "]",
    close: "Escape",
    back: "u",
  },
} as const;

export type ActionGroup = keyof typeof ACTIONS;

/** The key to tell of, in the words of a keyboard: `Mod+k` is `⌘`, `K`. */
export function keyCaps(keys: string, commandKey: string | null): string[] {
  return keys.split(/[ +]/).map((key) => {
    if (key === "Mod") return commandKey ?? "Ctrl";
    if (key === "Shift") return "⇧";
    if (key === "Escape") return "Esc";
    return key;
  });
}
