"use client";

import Link from "next/link";
import { type ComponentProps, useEffect, useRef, useState } from "react";
import { rememberedInbox } from "./remembered-inbox";

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
