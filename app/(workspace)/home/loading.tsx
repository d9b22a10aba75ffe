import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return <SkeletonRows rows={8} label={useTranslations("common")("loading")} />;
}
