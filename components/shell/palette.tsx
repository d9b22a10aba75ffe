"use client";

import { Title } from "@radix-ui/react-dialog";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useDeferredValue, useEffect, useRef, useState } from "react";
import { SETTINGS } from "@/components/settings/settings-nav";
import { PriorityIcon } from "@/components/tasks/priority";
import { trpc } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { Kbd, useCommandKey } from "@/components/ui/kbd";
import { OverPage } from "@/components/ui/over-page";
import { keyCaps } from "./actions";
import { type Action, act, useOfferedActions } from "./shortcuts";

const itemClasses =
  "flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2 text-sm data-[selected=true]:bg-hover [&_svg]:shrink-0";
const groupClasses =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-subtle [&_[cmdk-group-heading]]:text-xs";

/** Everything that can be done here, everywhere one can go, and tasks, workflows and people by their words. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const t = useTranslations("shell.palette");
  const router = useRouter();
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim());
  const { list, ...choice } = useFirstChosen(text);
  const offered = useOfferedActions().filter(({ named }) => named && named.name !== "palette");
  const leave = (then: () => void) => {
    onClose();
    // The dialog gives the focus back first: what is done may take it elsewhere.
    setTimeout(then, 0);
  };
  const go = (path: string) => leave(() => router.push(path));
  const actions = (anywhere: boolean) =>
    offered
      .filter(({ named }) => (named?.group === "anywhere") === anywhere)
      .map((action) => (
        <Offered key={action.keys} action={action} onChoose={() => leave(() => act(action))} />
      ));
  return (
    <OverPage
      onOpenChange={(open) => !open && onClose()}
      aria-describedby={undefined}
      className="animate-in -translate-x-1/2 fixed top-[12vh] left-1/2 z-50 w-full max-w-xl overflow-hidden rounded-xl border border-line bg-raised shadow-lg max-sm:top-2 max-sm:max-w-[calc(100vw-1rem)]"
    >
      <Title className="sr-only">{t("title")}</Title>
      <Command label={t("title")} loop {...choice}>
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder={t("placeholder")}
          className="h-12 w-full border-b bg-transparent px-4 text-base outline-none placeholder:text-ink-subtle"
        />
        <Command.List ref={list} className="max-h-[min(26rem,60vh)] overflow-y-auto p-1.5">
          <Group heading={t("here")}>{actions(false)}</Group>
          <Group heading={t("anywhere")}>{actions(true)}</Group>
          {text !== "" && <Settings onGo={go} />}
          {wanted.length > 1 ? <Found text={wanted} onGo={go} /> : <Nothing />}
        </Command.List>
      </Command>
    </OverPage>
  );
}

/** The first of what is found is chosen, also of what is found later, until one has gone to another. */
function useFirstChosen(text: string) {
  const list = useRef<HTMLDivElement>(null);
  const [value, onValueChange] = useState("");
  const wentFor = useRef("");
  const went = () => {
    wentFor.current = text;
  };
  useEffect(() => {
    const shown = list.current;
    if (!shown || text === "") return undefined;
    const chooseFirst = () => {
      const [first] = shown.querySelectorAll("[cmdk-item]");
      if (wentFor.current !== text) onValueChange(first?.getAttribute("data-value") ?? "");
    };
    const watch = new MutationObserver(chooseFirst);
    watch.observe(shown, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [text]);
  const onKeyDown = ({ key }: { key: string }) => {
    if (/^(Arrow|Home$|End$)/.test(key)) went();
  };
  return { list, value, onValueChange, onKeyDown, onPointerMove: went };
}

function Nothing() {
  const t = useTranslations("shell.palette");
  return <Command.Empty className="py-8 text-center text-ink-subtle text-sm">{t("nothing")}</Command.Empty>;
}

function Group({ heading, children }: { heading: string; children: ReactNode[] }) {
  return children.length > 0 ? (
    <Command.Group heading={heading} className={groupClasses}>
      {children}
    </Command.Group>
  ) : null;
}

function Offered({ action, onChoose }: { action: Action; onChoose: () => void }) {
  const t = useTranslations("shell.shortcuts");
  const commandKey = useCommandKey();
  if (!action.named) return null;
  const { group, name } = action.named;
  const label = t(`${group}.${name}` as "anywhere.help");
  return (
    <Command.Item value={`${label} ${group}`} onSelect={onChoose} className={itemClasses}>
      <span className={cn("truncate", action.whyNot && "text-ink-subtle")}>{label}</span>
      {action.whyNot && <span className="truncate text-ink-subtle text-xs">{action.whyNot}</span>}
      <span className="ml-auto flex shrink-0 gap-1">
        {keyCaps(action.keys, commandKey).map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </span>
    </Command.Item>
  );
}

/** The parts of the settings, which are many: shown once one looks for something. */
function Settings({ onGo }: { onGo: (path: string) => void }) {
  const t = useTranslations("settings.nav");
  const places = SETTINGS.flatMap((group) => group.places);
  return (
    <Group heading={t("label")}>
      {places.map((place) => (
        <Command.Item
          key={place}
          value={`${t("label")}: ${t(place)}`}
          onSelect={() => onGo(`/settings/${place}`)}
          className={itemClasses}
        >
          <span className="truncate">{t(place)}</span>
        </Command.Item>
      ))}
    </Group>
  );
}

/** What the workspace has by these words. The server has matched them: they are shown whatever the palette thinks. */
function Found({ text, onGo }: { text: string; onGo: (path: string) => void }) {
  const t = useTranslations("shell.palette");
  const tasks = trpc.inbox.list.useQuery(
    { text, sort: "updated", limit: 6 },
    { placeholderData: (before) => before },
  );
  const workflows = trpc.workflow.list.useQuery({ limit: 200 });
  const members = trpc.member.list.useQuery(
    { query: text, limit: 5 },
    { placeholderData: (before) => before },
  );
  const says = (words: string) => words.toLowerCase().includes(text.toLowerCase());
  const flows = (workflows.data?.data ?? [])
    .filter(({ name, title }) => says(`${name} ${title}`))
    .slice(0, 5);
  const people = members.data?.data ?? [];
  return (
    <>
      {tasks.isPending ? (
        <Command.Loading className="px-2 py-2 text-ink-subtle text-sm">{t("looking")}</Command.Loading>
      ) : (
        <Nothing />
      )}
      <Group heading={t("tasks")}>
        {(tasks.data?.data ?? []).map(({ id, title, customer, priority }) => (
          <Command.Item
            key={id}
            value={`task ${id} ${text}`}
            onSelect={() => onGo(`/tasks/${id}`)}
            className={itemClasses}
          >
            <PriorityIcon priority={priority} />
            <span className="truncate">{title}</span>
            <span className="ml-auto truncate text-ink-subtle text-xs">{customer}</span>
          </Command.Item>
        ))}
      </Group>
      <Group heading={t("workflows")}>
        {flows.map(({ name, title }) => (
          <Command.Item
            key={name}
            value={`workflow ${name} ${text}`}
            onSelect={() => onGo(`/workflows/${name}`)}
            className={itemClasses}
          >
            <span className="truncate">{title}</span>
            <span className="ml-auto truncate text-ink-subtle text-xs">{name}</span>
          </Command.Item>
        ))}
      </Group>
      <Group heading={t("people")}>
        {people.map(({ userId, name }) => (
          <Command.Item
            key={userId}
            value={`person ${userId} ${text}`}
            onSelect={() => onGo(`/inbox?view=open&assignee=${userId}`)}
            className={itemClasses}
          >
            <Avatar name={name} size="sm" />
            <span className="truncate">{t("tasksOf", { name })}</span>
          </Command.Item>
        ))}
      </Group>
    </>
  );
}
