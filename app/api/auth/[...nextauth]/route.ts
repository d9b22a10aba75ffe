export { handleAuth as GET, handleAuth as POST } from "@/server/doors/auth";

export const dynamic = "force-dynamic";
