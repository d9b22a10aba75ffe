import { expect, it } from "vitest";
import { deviceOf } from "./device";

it("names browser and system by what a browser says of itself, and nothing it does not say", () => {
  const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";
  expect(deviceOf(`${mac} Version/18.0 Safari/605.1.15`)).toEqual({ browser: "Safari", system: "macOS" });
  expect(deviceOf(`${mac} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`).browser).toBe("Edge");
  const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/140.0 Mobile Safari/604.1";
  expect(deviceOf(phone)).toEqual({ browser: "Chrome", system: "iOS" });
  const android = "Mozilla/5.0 (Linux; Android 15; Pixel 9) Gecko/130.0 Firefox/130.0";
  expect(deviceOf(android)).toEqual({ browser: "Firefox", system: "Android" });
  expect(deviceOf(null)).toEqual({ browser: undefined, system: undefined });
  expect(deviceOf("curl/8.5")).toEqual({ browser: undefined, system: undefined });
});
