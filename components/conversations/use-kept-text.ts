"use client";

import { useEffect, useState } from "react";

/** A text that is kept in this browser under its key until it is emptied: a reload loses nothing. */
export function useKeptText(key: string): [string, (text: string) => void] {
  const [typed, setTyped] = useState({ key, text: "" });
  useEffect(() => setTyped({ key, text: localStorage.getItem(storageKey(key)) ?? "" }), [key]);
  const change = (text: string) => {
    setTyped({ key, text });
    if (text) localStorage.setItem(storageKey(key), text);
    else localStorage.removeItem(storageKey(key));
  };
  return [typed.key === key ? typed.text : "", change];
}

const storageKey = (key: string) => `orkestra.said.${key}`;
