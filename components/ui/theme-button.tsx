"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { Button } from "./button";
import { Menu, MenuChoices } from "./menu";
import { setTheme, type Theme, useTheme } from "./theme";

export const themeOptions = [
  { value: "system", label: "System", icon: <Monitor /> },
  { value: "light", label: "Light", icon: <Sun /> },
  { value: "dark", label: "Dark", icon: <Moon /> },
];

/** The theme menu of pages without a sidebar. */
export function ThemeButton() {
  const theme = useTheme();
  const Icon = theme === "light" ? Sun : theme === "dark" ? Moon : Monitor;
  return (
    <Menu
      className="min-w-36"
      trigger={
        <Button variant="ghost" size="icon" aria-label="Theme">
          <Icon aria-hidden />
        </Button>
      }
    >
      <MenuChoices
        label="Theme"
        value={theme}
        onValueChange={(value) => setTheme(value as Theme)}
        options={themeOptions}
      />
    </Menu>
  );
}
