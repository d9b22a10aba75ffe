import { ListSkeleton } from "@/components/inbox/list-skeleton";

export default function Loading() {
  return (
    <div className="flex min-h-0 flex-1">
      <div className="hidden w-52 shrink-0 border-r bg-canvas xl:block" />
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="@container border-b">
          <div className="@2xl:h-12 h-21" />
        </div>
        <ListSkeleton />
      </div>
    </div>
  );
}
