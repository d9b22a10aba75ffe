"use client";

import { useEffect, useRef } from "react";
import { trpc } from "@/components/trpc";
import { lastWord } from "./last-word";

/** The server forgets in 45 seconds who says nothing. */
const renewEvery = 20_000;
/** Somebody who has not moved for so long has gone away from an open page. */
const awayAfter = 5 * 60_000;
/** Typing is over so long after the last key. */
const typingFor = 6_000;
/** What was true a while ago is not worth telling. */
const nowOrNever = { networkMode: "always", retry: false } as const;

/** Says that one has the task open, for as long as the page is in sight and used. Gives what says that one types. */
export function useLook(taskId: string): () => void {
  const { mutate: look } = trpc.task.look.useMutation(nowOrNever);
  const { mutate: lookAway } = trpc.task.lookAway.useMutation(nowOrNever);
  const typed = useRef(0);
  const say = useRef((_typing: boolean) => {});
  const quiet = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    let active = Date.now();
    const isThere = () => document.visibilityState === "visible" && Date.now() - active < awayAfter;
    const isTyping = () => Date.now() - typed.current < typingFor;
    const renew = () => isThere() && look({ taskId, typing: isTyping() });
    const move = () => {
      if (!isThere()) look({ taskId, typing: false });
      active = Date.now();
    };
    say.current = (typing) => look({ taskId, typing });
    renew();
    const heart = setInterval(renew, renewEvery);
    const leave = () => lookAway({ taskId });
    document.addEventListener("visibilitychange", renew);
    window.addEventListener("pointermove", move);
    window.addEventListener("keydown", move);
    const unload = () => lastWord("task.lookAway", { taskId });
    window.addEventListener("pagehide", unload);
    return () => {
      clearInterval(heart);
      clearTimeout(quiet.current);
      document.removeEventListener("visibilitychange", renew);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("keydown", move);
      window.removeEventListener("pagehide", unload);
      leave();
    };
  }, [taskId, look, lookAway]);

  return useRef(() => {
    const began = Date.now() - typed.current > typingFor;
    typed.current = Date.now();
    if (began) say.current(true);
    clearTimeout(quiet.current);
    quiet.current = setTimeout(() => say.current(false), typingFor);
  }).current;
}
