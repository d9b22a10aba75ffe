"use client";

import { useTranslations } from "next-intl";
import { type Outputs, trpc } from "@/components/trpc";
import { DefinitionList } from "./definition-list";
import { CLOCKS, useDurationWords } from "./words";

type Policy = Outputs["slaPolicy"]["list"]["data"][number];
type Chain = Outputs["escalationChain"]["list"]["data"][number];

/** The workspace's SLA policies and its escalation chains. */
export function SlaSettings() {
  return (
    <div className="flex flex-col gap-10">
      <Policies />
      <Chains />
    </div>
  );
}

function Policies() {
  const clocks = useTranslations("sla.clocks");
  const length = useDurationWords();
  const utils = trpc.useUtils();
  const query = trpc.slaPolicy.list.useQuery({});
  const put = trpc.slaPolicy.put.useMutation({ onSettled: () => utils.slaPolicy.invalidate() });
  const remove = trpc.slaPolicy.delete.useMutation({ onSettled: () => utils.slaPolicy.invalidate() });
  const said = ({ spec }: Policy) =>
    CLOCKS.flatMap((clock) => {
      const time = spec.times[clock];
      return time ? [`${clocks(clock)} ${length(time)}`] : [];
    }).join(" · ");
  return (
    <DefinitionList
      query={query}
      base="/settings/sla/policies"
      words="policies"
      summary={said}
      onDefault={({ name, title, spec }) => put.mutateAsync({ name, title, spec, isDefault: true })}
      onNoDefault={({ name, title, spec }) => put.mutateAsync({ name, title, spec, isDefault: false })}
      onDelete={({ name }) => remove.mutateAsync({ name })}
    />
  );
}

function Chains() {
  const acts = useTranslations("sla.acts");
  const utils = trpc.useUtils();
  const query = trpc.escalationChain.list.useQuery({});
  const remove = trpc.escalationChain.delete.useMutation({
    onSettled: () => utils.escalationChain.invalidate(),
  });
  const said = ({ spec }: Chain) => spec.steps.map((step) => acts(step.do ?? "reassign")).join(" → ");
  return (
    <DefinitionList
      query={query}
      base="/settings/sla/chains"
      words="chains"
      summary={said}
      onDelete={({ name }) => remove.mutateAsync({ name })}
      second
    />
  );
}
