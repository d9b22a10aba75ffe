import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Catalogue } from "./catalogue";
import { MoreWords } from "./more-words";

/** Gives the pages below it more namespaces of the catalogue: as data of the page, so that no script carries them. */
export async function Words({ of, children }: { of: (keyof Catalogue)[]; children: ReactNode }) {
  const all = await getMessages();
  const words = Object.fromEntries(of.map((namespace) => [namespace, all[namespace]]));
  return <MoreWords words={words}>{children}</MoreWords>;
}
