import { describe, expect, it } from "vitest";
import { acceptedLocale, isTimeZone, languageOf } from "./locale";

describe("which language a browser gets", () => {
  it("takes the one it likes best of those there are", () => {
    expect(acceptedLocale("de-CH, de;q=0.9, en;q=0.8")).toBe("de");
    expect(acceptedLocale("fr, en;q=0.4, de;q=0.7")).toBe("de");
    expect(acceptedLocale("en-GB,en;q=0.9,de;q=0.8")).toBe("en");
  });

  it("is English when it asks for none of them, or for nothing", () => {
    expect(acceptedLocale("fr-FR, ja")).toBe("en");
    expect(acceptedLocale(null)).toBe("en");
    expect(acceptedLocale(";;,q=")).toBe("en");
  });

  it("is what a user chose, else what the browser was last shown, else what it asks for", () => {
    const headers = new Headers({ cookie: "a=1; locale=en; b=2", "accept-language": "de" });
    expect(languageOf({ locale: "de", timeZone: null }, headers)).toBe("de");
    expect(languageOf({ locale: null, timeZone: null }, headers)).toBe("en");
    expect(languageOf(undefined, new Headers({ cookie: "locale=xx", "accept-language": "de" }))).toBe("de");
  });

  it("knows a time zone from what is none", () => {
    expect(isTimeZone("Europe/Berlin")).toBe(true);
    expect(isTimeZone("Mars/Olympus")).toBe(false);
    expect(isTimeZone("")).toBe(false);
    expect(isTimeZone("+01:00")).toBe(false);
  });
});
