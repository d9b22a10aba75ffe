import { type LookupAddress, lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { mayConnectTo } from "./addresses";
import { OutboundError } from "./errors";

type Resolve = (
  hostname: string,
  options: { all: true; family?: number | "IPv4" | "IPv6"; hints?: number },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A `lookup` for sockets that hands out addresses only when every one of them may be connected to. It runs for
 * the very connection that carries the request, so a name that changes its answer between a check and the
 * connection (DNS rebinding) gains nothing; one forbidden address among good ones is refused as well.
 */
export function checkingLookup(
  allowPrivateNetwork: boolean,
  resolve: Resolve = systemLookup,
): LookupFunction {
  return (hostname, { family, hints, all }, callback) => {
    resolve(
      hostname,
      { all: true, ...(family ? { family } : {}), ...(hints ? { hints } : {}) },
      (error, found) => {
        const [first] = found ?? [];
        if (error || !first) {
          const text = `The name ${hostname} could not be resolved${error?.code ? ` (${error.code})` : ""}.`;
          return callback(new OutboundError("dns", text, undefined, { cause: error }), "", 0);
        }
        if (!found.every(({ address }) => mayConnectTo(address, allowPrivateNetwork))) {
          return callback(blocked(hostname), "", 0);
        }
        if (all) callback(null, found);
        else callback(null, first.address, first.family);
      },
    );
  };
}

/** The refusal to connect to a host, in words that may be shown. */
export function blocked(host: string): OutboundError {
  return new OutboundError(
    "blocked_address",
    `${host} is not an address on the public internet. Requests into private networks are refused.`,
  );
}
