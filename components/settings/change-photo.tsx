"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Me } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import { MAX_PHOTO_BYTES, PHOTO_TYPES } from "@/server/domain/members/schema";

/** One's picture in this workspace: chosen, replaced, removed. */
export function ChangePhoto({ me }: { me: Me }) {
  const t = useTranslations("settings.profile");
  const utils = trpc.useUtils();
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string>();
  const [sending, setSending] = useState(false);
  const refresh = () => Promise.all([utils.account.invalidate(), utils.member.invalidate()]);
  const remove = trpc.member.removePhoto.useMutation({
    onSuccess: () => void toast.success(t("photoRemoved")),
    onError: (cause) => setError(problemOf(cause).message),
    onSettled: refresh,
  });
  const send = async (file: File | undefined) => {
    setError(undefined);
    if (!file) return;
    if (!PHOTO_TYPES.includes(file.type)) return setError(t("photoKind"));
    if (file.size > MAX_PHOTO_BYTES) return setError(t("photoTooLarge"));
    setSending(true);
    try {
      await upload(me.user.id, file);
      toast.success(t("photoSaved"));
      await refresh();
    } catch (cause) {
      setError(problemOf(cause).message);
    } finally {
      setSending(false);
      if (input.current) input.current.value = "";
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-4">
      <Avatar name={me.user.name} photo={me.photo} size="xl" />
      <div className="min-w-0 flex-1">
        <div className="font-medium">{me.user.name}</div>
        <div className="break-all text-ink-subtle text-sm">{me.user.email}</div>
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <input
            ref={input}
            type="file"
            accept={PHOTO_TYPES.join(",")}
            aria-label={t("photo")}
            tabIndex={-1}
            className="sr-only"
            onChange={(event) => send(event.target.files?.[0])}
          />
          <Button size="sm" loading={sending} onClick={() => input.current?.click()}>
            {me.photo ? t("replace") : t("upload")}
          </Button>
          {me.photo && (
            <Button
              size="sm"
              variant="ghost"
              loading={remove.isPending}
              onClick={() => remove.mutate({ userId: me.user.id })}
            >
              {t("removePhoto")}
            </Button>
          )}
          <span className="text-ink-subtle text-xs">{t("photoHelp")}</span>
        </div>
        <div className="mt-2 empty:hidden">{error && <FormError message={error} />}</div>
      </div>
    </div>
  );
}

/** Sends the picture as it is: no base64 on the way. @throws Error with the server's sentence */
async function upload(userId: string, file: File): Promise<void> {
  const answer = await fetch(`/api/v1/members/${userId}/photo`, {
    method: "PUT",
    headers: { "content-type": file.type },
    body: file,
  });
  if (answer.ok) return;
  const problem = await answer.json().catch(() => null);
  throw new Error(typeof problem?.detail === "string" ? problem.detail : answer.statusText);
}
