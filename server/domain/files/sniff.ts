/**
 * What a file is, by what is in it: names and declared types are the sender's word, and a browser would act on them.
 * Undefined for what is none of the kinds that are known here.
 */
export function sniff(content: Buffer, name: string): string | undefined {
  const found = SIGNATURES.find(({ matches }) => matches(content))?.mediaType;
  if (found === "application/zip") return officeType(content, extensionOf(name));
  return found ?? textType(content, extensionOf(name));
}

interface Signature {
  mediaType: string;
  matches: (content: Buffer) => boolean;
}

const ascii = (content: Buffer, from: number, to: number) => content.toString("latin1", from, to);
const begins = (words: string) => (content: Buffer) => ascii(content, 0, words.length) === words;
/** Brands of the ISO base media format stand behind `ftyp`. */
const brand = (pattern: RegExp) => (content: Buffer) =>
  ascii(content, 4, 8) === "ftyp" && pattern.test(ascii(content, 8, 12));

const SIGNATURES: Signature[] = [
  { mediaType: "image/png", matches: begins("\x89PNG\r\n\x1a\n") },
  { mediaType: "image/jpeg", matches: begins("\xff\xd8\xff") },
  { mediaType: "image/gif", matches: (c) => /^GIF8[79]a/.test(ascii(c, 0, 6)) },
  {
    mediaType: "image/webp",
    matches: (c) => ascii(c, 0, 4) === "RIFF" && ascii(c, 8, 12) === "WEBP",
  },
  { mediaType: "image/heic", matches: brand(/^(hei[cx]|mif1)$/) },
  { mediaType: "application/pdf", matches: begins("%PDF-") },
  { mediaType: "application/zip", matches: begins("PK\x03\x04") },
  { mediaType: "audio/ogg", matches: begins("OggS") },
  { mediaType: "audio/mpeg", matches: (c) => begins("ID3")(c) || /^\xff[\xfb\xf3\xf2]/.test(ascii(c, 0, 2)) },
  { mediaType: "audio/mp4", matches: brand(/^M4A /) },
  { mediaType: "video/mp4", matches: brand(/^(isom|iso2|mp4[12]|avc1|M4V |qt {2})$/) },
];

const OFFICE = "application/vnd.openxmlformats-officedocument.";
const OFFICE_TYPES: Record<string, string> = {
  docx: `${OFFICE}wordprocessingml.document`,
  xlsx: `${OFFICE}spreadsheetml.sheet`,
  pptx: `${OFFICE}presentationml.presentation`,
};

/** An office document is an archive whose table of parts has this name; any other archive is not for opening. */
function officeType(content: Buffer, extension: string): string | undefined {
  return content.includes("[Content_Types].xml") ? OFFICE_TYPES[extension] : undefined;
}

const TEXT_TYPES: Record<string, string> = {
  txt: "text/plain",
  log: "text/plain",
  md: "text/plain",
  csv: "text/csv",
  json: "application/json",
};

function textType(content: Buffer, extension: string): string | undefined {
  const type = TEXT_TYPES[extension];
  if (!type || content.includes(0)) return undefined;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(content);
    return type;
  } catch {
    return undefined;
  }
}

function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
}
