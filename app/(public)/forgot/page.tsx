import type { Metadata } from "next";
import { AuthCard } from "@/components/public/auth-card";
import { ForgotPassword } from "@/components/public/forgot-password";
import { TextLink } from "@/components/public/text-link";
import { sendsMail } from "@/server/doors/page";

export const metadata: Metadata = { title: "Forgot your password?" };

export default async function ForgotPage() {
  const mails = await sendsMail();
  return (
    <AuthCard
      title="Forgot your password?"
      lead={
        mails
          ? "We mail you a link that sets a new one."
          : "This Orkestra sends no e-mail. Ask an admin or owner of your workspace for a reset link: they make one under Settings, Members."
      }
      foot={
        <>
          Remembered it? <TextLink href="/signin">Sign in</TextLink>
        </>
      }
    >
      {mails && <ForgotPassword />}
    </AuthCard>
  );
}
