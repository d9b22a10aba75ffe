import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-1 flex-col lg:flex-row">
      <SettingsNav />
      <div className="mx-auto w-full min-w-0 max-w-4xl px-4 py-6 sm:px-6 lg:mx-0 lg:px-8">{children}</div>
    </div>
  );
}
