import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";
import { ThemeButton } from "@/components/ui/theme-button";
import { LanguageButton } from "@/components/words/language-button";
import { Words } from "@/components/words/words";

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 items-center justify-between px-4 sm:px-6">
        <Link href="/" className="flex items-center gap-2 rounded-md font-semibold">
          <Logo className="size-5" />
          Orkestra
        </Link>
        <div className="flex items-center gap-1">
          <LanguageButton />
          <ThemeButton />
        </div>
      </header>
      <main className="flex flex-1 flex-col">
        <Words of={["public", "shell"]}>{children}</Words>
      </main>
    </div>
  );
}
