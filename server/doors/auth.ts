import NextAuth from "next-auth";
import { authOptions } from "@/server/auth/next-auth";

interface RouteContext {
  params: Promise<{ nextauth: string[] }>;
}

/** Answers `/api/auth/*`: signing in and out, and the session as next-auth's own client asks for it. */
export async function handleAuth(request: Request, context: RouteContext): Promise<Response> {
  return NextAuth(authOptions())(request, context);
}
