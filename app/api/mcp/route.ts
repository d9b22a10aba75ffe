import { handleMcp } from "@/server/doors/mcp";

export { handleMcp as DELETE, handleMcp as GET, handleMcp as OPTIONS, handleMcp as POST };
