"use client";

import { useEffect, useRef, useState } from "react";
import "swagger-ui-dist/swagger-ui.css";
import "./reference.css";
import { useTheme } from "@/components/ui/theme";

/** Every operation, to read and to try with a key of one's own. */
export function Reference({ url }: { url: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useDarkClass();
  useEffect(() => {
    const domNode = place.current;
    if (!domNode) return;
    let left = false;
    import("swagger-ui-dist/swagger-ui-es-bundle.js")
      .then(({ default: SwaggerUI }) => {
        if (left) return;
        SwaggerUI({
          domNode,
          url,
          deepLinking: true,
          // By its nouns: of more than a hundred operations at once Swagger UI draws the first few and stops.
          docExpansion: "none",
          defaultModelsExpandDepth: 0,
          displayRequestDuration: true,
          // The validator's badge would send the address elsewhere.
          validatorUrl: null,
          // The page has its main part already; screen readers want no second.
          onComplete: () => domNode.querySelector("main")?.setAttribute("role", "group"),
        });
      })
      .catch(() => setFailed(true));
    return () => {
      left = true;
      domNode.replaceChildren();
    };
  }, [url]);
  return (
    <>
      {failed && (
        <p role="alert" className="text-danger-ink">
          The reference could not be loaded. <a href={url}>Read the OpenAPI document</a> instead, or reload
          the page.
        </p>
      )}
      <div ref={place} className="api-reference overflow-hidden rounded-lg border bg-surface" />
    </>
  );
}

/** Swagger UI goes dark by a class on the root. */
function useDarkClass() {
  const theme = useTheme();
  useEffect(() => {
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const root = document.documentElement;
    const apply = () =>
      root.classList.toggle("dark-mode", theme === "dark" || (theme === "system" && system.matches));
    apply();
    system.addEventListener("change", apply);
    return () => {
      system.removeEventListener("change", apply);
      root.classList.remove("dark-mode");
    };
  }, [theme]);
}
