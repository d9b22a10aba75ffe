import type { LookupAddress } from "node:dns";
import { describe, expect, test } from "vitest";
import { checkingLookup } from "./lookup";

/** What a socket would get when the name leads to these addresses. */
function lookUp(addresses: string[], all: boolean, allowPrivateNetwork = false): Promise<unknown> {
  const found = addresses.map(
    (address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 }),
  );
  const lookup = checkingLookup(allowPrivateNetwork, (_name, _options, callback) => {
    if (found.length) callback(null, found);
    else callback(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }), []);
  });
  return new Promise((resolve, reject) => {
    lookup("receiver.example", { all }, (error, address) => (error ? reject(error) : resolve(address)));
  });
}

describe("a name", () => {
  test.each([true, false])("that leads to public addresses is looked up as asked (all: %s)", async (all) => {
    const found = await lookUp(["1.1.1.1", "2606:4700:4700::1111"], all);
    expect(found).toEqual(
      all
        ? [
            { address: "1.1.1.1", family: 4 },
            { address: "2606:4700:4700::1111", family: 6 },
          ]
        : "1.1.1.1",
    );
  });

  test.each([
    [["127.0.0.1"]],
    [["::1"]],
    [["10.1.2.3"]],
    [["169.254.169.254"]],
    [["::ffff:127.0.0.1"]],
    [["1.1.1.1", "127.0.0.1"]],
    [["2606:4700:4700::1111", "fd00::1"]],
  ])("that leads to %j is refused without saying where it leads", async (addresses) => {
    const refusal = expect(lookUp(addresses, true)).rejects;
    await refusal.toMatchObject({ code: "blocked_address", retryable: false });
    for (const address of addresses) {
      await expect(lookUp(addresses, false)).rejects.toSatisfy((e) => !String(e).includes(address));
    }
  });

  test("that leads nowhere may lead somewhere later", async () => {
    await expect(lookUp([], true)).rejects.toMatchObject({ code: "dns", retryable: true });
  });

  test("of the own network is looked up where the deployment allows it", async () => {
    expect(await lookUp(["192.168.1.5"], false, true)).toBe("192.168.1.5");
  });
});
