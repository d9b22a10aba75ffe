"use client";

import { PageError } from "@/components/ui/page-error";

export default function RootError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return <PageError {...props} />;
}
