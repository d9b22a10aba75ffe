import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SettingsNav />
      <div className="mx-auto w-full max-w-4xl px-4 py-6 sm:px-6">{children}</div>
    </>
  );
}
