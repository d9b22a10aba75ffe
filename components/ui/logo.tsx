/** The mark: a ring that is closed by a person. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" aria-hidden className={className}>
      <path
        d="M25.2 9.4A11.2 11.2 0 1 0 27.2 16"
        stroke="var(--accent-ink)"
        strokeWidth="4"
        strokeLinecap="round"
      />
      <circle cx="16" cy="16" r="4.4" fill="var(--accent-ink)" />
    </svg>
  );
}
