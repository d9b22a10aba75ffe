import { SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <div className="h-11 border-b" />
      <SkeletonRows rows={10} />
    </>
  );
}
