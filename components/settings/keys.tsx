"use client";

import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { type Outputs, trpc } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/time";
import { PERMISSION_LABELS } from "@/server/platform/permissions";
import { CreateKeyDialog } from "./create-key-dialog";
import { ListCard } from "./section";

type Key = Outputs["key"]["list"]["data"][number];

/** The credentials of bots and assistants: what each may do, when it was last used, and how to end it. */
export function Keys() {
  const mayManage = useMay("admin:keys");
  const utils = trpc.useUtils();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const query = trpc.key.list.useQuery({}, { enabled: mayManage });
  const revoke = trpc.key.revoke.useMutation({ onSettled: () => utils.key.invalidate() });
  if (!mayManage) {
    return (
      <EmptyState page kind="forbidden" title="API keys are for admins">
        Ask an admin or owner of this workspace for a key.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="API keys"
        action={
          <Button variant="primary" onClick={() => setCreating(true)}>
            New key
          </Button>
        }
      >
        Bots and assistants sign in with a key, over REST and MCP.
      </PageHeader>
      <ListCard query={query} what="the API keys">
        {query.data?.data.length === 0 ? (
          <EmptyState kind="empty" title="No keys yet">
            A key lets your bot start runs and hand questions to people.
          </EmptyState>
        ) : (
          <Table
            label="API keys"
            head={
              <>
                <Th>Name</Th>
                <Th className="max-sm:hidden">Permissions</Th>
                <Th>Last used</Th>
                <Th>
                  <span className="sr-only">Actions</span>
                </Th>
              </>
            }
          >
            {query.data?.data.map((key) => (
              <KeyRow key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} />
            ))}
          </Table>
        )}
      </ListCard>
      <CreateKeyDialog open={creating} onOpenChange={setCreating} />
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => !open && setRevoking(null)}
        title={`Revoke the key ${revoking?.name}?`}
        action="Revoke key"
        onConfirm={async () => {
          if (revoking) await revoke.mutateAsync({ keyId: revoking.id });
        }}
      >
        Whatever uses it is refused from the next request on. A revoked key cannot come back.
      </ConfirmDialog>
    </div>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: Key; onRevoke: () => void }) {
  const words = apiKey.scopes.map((scope) => PERMISSION_LABELS[scope]);
  return (
    <Tr className={apiKey.revokedAt ? "text-ink-subtle" : undefined}>
      <Td>
        <div className="flex items-center gap-2 font-medium">
          {apiKey.name}
          {apiKey.revokedAt && <Badge tone="danger">Revoked</Badge>}
        </div>
        <code className="text-ink-subtle text-xs">{apiKey.prefix}…</code>
      </Td>
      <Td className="text-ink-muted max-sm:hidden" title={words.join("\n")}>
        {words.length > 2 ? `${words[0]} and ${words.length - 1} more` : words.join(", ")}
      </Td>
      <Td className="text-ink-muted">
        {apiKey.lastUsedAt ? <RelativeTime at={apiKey.lastUsedAt} ago /> : "Never"}
      </Td>
      <Td className="w-0 text-right">
        {!apiKey.revokedAt && (
          <Button size="sm" variant="ghost" aria-label={`Revoke the key ${apiKey.name}`} onClick={onRevoke}>
            Revoke
          </Button>
        )}
      </Td>
    </Tr>
  );
}
