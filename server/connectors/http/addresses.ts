import { BlockList, isIP } from "node:net";

// Ranges are those of the IANA special-purpose registries (RFC 6890 and its updates) and of cloud providers.

/** Networks that belong to whoever runs the server: reachable only when the deployment allows it. */
const OWN = blockList(
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["::1", 128],
  ["fc00::", 7],
);

/** Cloud metadata and control addresses inside ranges that are otherwise private or public. */
const METADATA = blockList(
  ["100.100.100.200", 32], // Alibaba Cloud
  ["168.63.129.16", 32], // Azure
  ["fd00:ec2::254", 128], // AWS
  ["fd20:ce::254", 128], // Google Cloud
);

/** What no honest receiver has: link-local (with cloud metadata), multicast, documentation, reserved. */
const NEVER_V4 = blockList(
  ["0.0.0.0", 8],
  ["169.254.0.0", 16],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
);

/** The only part of IPv6 that is routed on the internet, and what is set aside within it. */
const GLOBAL_V6 = blockList(["2000::", 3]);
const NEVER_V6 = blockList(["2001::", 23], ["2001:db8::", 32], ["2002::", 16], ["3fff::", 20]);

/** IPv6 that carries an IPv4 address in its last 32 bits, which then decides: mapped, and NAT64 (RFC 6052). */
const CARRIES_V4 = blockList(["::ffff:0:0", 96], ["64:ff9b::", 96]);

function blockList(...ranges: [network: string, prefix: number][]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges)
    list.addSubnet(network, prefix, isIP(network) === 6 ? "ipv6" : "ipv4");
  return list;
}

/** The IPv4 address in the last 32 bits of an IPv6 address. */
function lastFourBytes(address: string): string {
  const dotted = /\d+\.\d+\.\d+\.\d+$/.exec(address);
  if (dotted) return dotted[0];
  // The URL parser writes every IPv6 address in full hexadecimal groups, compressed at one place.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::").at(-1)?.split(":") ?? [];
  const [high, low] = ["0", "0", ...groups].slice(-2).map((group) => Number.parseInt(group || "0", 16));
  return [(high ?? 0) >> 8, (high ?? 0) & 255, (low ?? 0) >> 8, (low ?? 0) & 255].join(".");
}

/**
 * Whether a request may connect to this address (an IP literal, as DNS or the URL parser writes it).
 * With `allowPrivateNetwork` loopback and private networks are allowed; link-local with its cloud metadata,
 * multicast and reserved ranges never are.
 */
export function mayConnectTo(address: string, allowPrivateNetwork: boolean): boolean {
  const family = isIP(address);
  if (family === 0 || address.includes("%")) return false;
  if (family === 6 && CARRIES_V4.check(address, "ipv6")) {
    return mayConnectTo(lastFourBytes(address), allowPrivateNetwork);
  }
  const type = family === 6 ? "ipv6" : "ipv4";
  if (METADATA.check(address, type)) return false;
  if (OWN.check(address, type)) return allowPrivateNetwork;
  if (family === 4) return !NEVER_V4.check(address, "ipv4");
  return GLOBAL_V6.check(address, "ipv6") && !NEVER_V6.check(address, "ipv6");
}
