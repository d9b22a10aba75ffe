import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return <SkeletonRows rows={5} label={useTranslations("settings")("loading")} />;
}
