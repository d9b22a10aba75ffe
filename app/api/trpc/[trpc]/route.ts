import { handleTrpc } from "@/server/doors/trpc";

export { handleTrpc as GET, handleTrpc as POST };
