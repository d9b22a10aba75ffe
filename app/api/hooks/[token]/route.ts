import { handleHook } from "@/server/doors/hooks";

export { handleHook as GET, handleHook as POST, handleHook as PUT };
