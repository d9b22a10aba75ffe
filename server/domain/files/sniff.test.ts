import { expect, test } from "vitest";
import { sniff } from "./sniff";

const bytes = (text: string) => Buffer.from(text, "latin1");

test.each([
  ["image/png", "\x89PNG\r\n\x1a\n rest", "a.png"],
  ["image/jpeg", "\xff\xd8\xff\xe0", "a"],
  ["image/webp", "RIFF\x01\x02\x03\x04WEBPVP8 ", "a.webp"],
  ["application/pdf", "%PDF-1.7", "bill.pdf"],
  ["audio/ogg", "OggS\0", "voice.ogg"],
  ["video/mp4", "\0\0\0\x18ftypmp42", "clip.mp4"],
  ["text/csv", "a,b\n1,2", "list.CSV"],
])("a file that is %s is known by what is in it", (mediaType, content, name) => {
  expect(sniff(bytes(content), name)).toBe(mediaType);
});

test("a page or a program is nothing that is known, whatever it is called", () => {
  expect(sniff(bytes("<html><script>alert(1)</script>"), "page.html")).toBeUndefined();
  expect(sniff(bytes("<svg xmlns='http://www.w3.org/2000/svg'/>"), "picture.svg")).toBeUndefined();
  expect(sniff(bytes("MZ\x90\0"), "invoice.pdf")).toBeUndefined();
  expect(sniff(bytes("MZ\x90\0"), "notes.txt")).toBeUndefined();
  expect(sniff(bytes("caf\xe9"), "latin.txt")).toBeUndefined();
});

test("an archive is an office document only when it has the parts of one", () => {
  expect(sniff(bytes("PK\x03\x04 program.exe"), "letter.docx")).toBeUndefined();
  expect(sniff(bytes("PK\x03\x04 [Content_Types].xml"), "letter.docx")).toMatch(/wordprocessingml/);
  expect(sniff(bytes("PK\x03\x04 [Content_Types].xml"), "letter.zip")).toBeUndefined();
});
