import type { Metadata } from "next";
import { AuthCard } from "@/components/public/auth-card";
import { SignUpForm } from "@/components/public/sign-up-form";
import { TextLink } from "@/components/public/text-link";

export const metadata: Metadata = { title: "Create a workspace" };

export default function SignUpPage() {
  return (
    <AuthCard
      title="Create a workspace"
      lead="You become its owner and can invite your team."
      foot={
        <>
          Have an account? <TextLink href="/signin">Sign in</TextLink>
        </>
      }
    >
      <SignUpForm />
    </AuthCard>
  );
}
