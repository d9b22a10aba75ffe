"use client";

import Link from "next/link";
import { type ComponentProps, useEffect, useRef, useState } from "react";

const storageKey = "orkestra.inbox";

/** Keeps how the inbox was left: view, filters and sort. */
export function rememberInbox(address: string) {
  sessionStorage.setItem(storageKey, address);
}

/** The inbox as it was left. */
export function rememberedInbox(): string {
  return sessionStorage.getItem(storageKey) ?? "/inbox";
}

/** A link to the inbox as it was left. */
export function BackToInbox({
  takeFocus,
  ...props
}: { takeFocus?: boolean } & Omit<ComponentProps<typeof Link>, "href" | "ref">) {
  const [href, setHref] = useState("/inbox");
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    setHref(rememberedInbox());
    if (takeFocus) link.current?.focus();
  }, [takeFocus]);
  return <Link {...props} ref={link} href={href} />;
}
