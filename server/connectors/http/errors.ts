/** Why an outbound request failed. */
export type OutboundErrorCode =
  | "invalid_url"
  | "invalid_request"
  | "blocked_address"
  | "dns"
  | "connection"
  | "timeout"
  | "too_large";

const RETRYABLE: ReadonlySet<OutboundErrorCode> = new Set(["dns", "connection", "timeout"]);

/**
 * An outbound request that brought no usable answer. The message may be shown to the tenant: it never names
 * an address that a name led to, since that would map the network the server stands in.
 */
export class OutboundError extends Error {
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;

  constructor(
    readonly code: OutboundErrorCode,
    message: string,
    /** The answer's status, when its head arrived before the failure. */
    readonly status?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "OutboundError";
    this.retryable = RETRYABLE.has(code);
  }
}

/** The OutboundError among an error's causes, if there is one: the HTTP client wraps what its connector throws. */
export function findOutboundError(error: unknown): OutboundError | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth++) {
    if (at instanceof OutboundError) return at;
  }
  return undefined;
}
