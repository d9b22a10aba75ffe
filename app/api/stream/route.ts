export { handleStream as GET } from "@/server/doors/stream";

export const dynamic = "force-dynamic";
