import { describe, expect, test } from "vitest";
import { mayConnectTo } from "./addresses";

const own = [
  "127.0.0.1",
  "127.255.255.254",
  "10.0.0.1",
  "10.255.255.255",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "100.64.0.1",
  "100.127.255.255",
  "::1",
  "0:0:0:0:0:0:0:1",
  "fc00::1",
  "fd12:3456:789a::1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "0:0:0:0:0:ffff:10.0.0.1",
  "::ffff:c0a8:101",
  "64:ff9b::127.0.0.1",
  "64:ff9b::a00:1",
];

const never = [
  "0.0.0.0",
  "0.1.2.3",
  "169.254.169.254",
  "169.254.0.1",
  "100.100.100.200",
  "168.63.129.16",
  "fd00:ec2::254",
  "fd20:ce::254",
  "::ffff:169.254.169.254",
  "64:ff9b::a9fe:a9fe",
  "64:ff9b:1::1",
  "192.0.0.192",
  "192.0.2.1",
  "192.88.99.1",
  "198.18.0.1",
  "198.19.255.255",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "239.255.255.255",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::127.0.0.1",
  "::ffff:0:127.0.0.1",
  "fe80::1",
  "fe80::1%eth0",
  "fec0::1",
  "ff02::1",
  "2001:db8::1",
  "2001::1",
  "2001:0:7f00:1::1",
  "2002:7f00:1::1",
  "2002:a9fe:a9fe::1",
  "3fff::1",
  "100::1",
  "5f00::1",
  "",
  "localhost",
  "1.2.3",
];

const open = [
  "1.1.1.1",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "126.255.255.255",
  "128.0.0.1",
  "172.15.255.255",
  "172.32.0.0",
  "192.167.255.255",
  "192.169.0.0",
  "223.255.255.255",
  "2606:4700:4700::1111",
  "2a00:1450:4001:80f::200e",
  "::ffff:1.1.1.1",
  "64:ff9b::101:101",
];

describe("an address", () => {
  test.each(own)("of one's own network is refused unless the deployment allows it: %s", (address) => {
    expect(mayConnectTo(address, false)).toBe(false);
    expect(mayConnectTo(address, true)).toBe(true);
  });

  test.each(never)("that is nobody's or a cloud's metadata is always refused: %j", (address) => {
    expect(mayConnectTo(address, false)).toBe(false);
    expect(mayConnectTo(address, true)).toBe(false);
  });

  test.each(open)("on the public internet is allowed: %s", (address) => {
    expect(mayConnectTo(address, false)).toBe(true);
  });
});
