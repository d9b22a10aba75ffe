"use client";

import Link from "next/link";
import { type ComponentProps, useEffect, useState } from "react";

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
export function BackToInbox(props: Omit<ComponentProps<typeof Link>, "href">) {
  const [href, setHref] = useState("/inbox");
  useEffect(() => setHref(rememberedInbox()), []);
  return <Link {...props} href={href} />;
}
