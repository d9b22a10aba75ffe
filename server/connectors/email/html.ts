const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in HTML, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

interface Letter {
  /** What it is written in, as HTML names it. */
  language: string;
  /** What inboxes show beside the subject. */
  preview: string;
  heading: string;
  paragraphs: string[];
  /** Set off from the rest: what the letter is about. */
  quote?: string;
  action: { label: string; url: string };
  /** Said before the address itself, for whom the button does nothing. */
  otherwise: string;
  footer: string;
}

// Mail clients know tables and inline styles; Outlook needs widths as attributes. No images, no outside fonts.
const FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const INK = "#18181b";
const MUTED = "#71717a";
const LINE = "#e4e4e7";
const ACCENT = "#4f46e5";

/** A letter as a complete HTML page that mail clients show alike. All texts are escaped here. */
export function letterHtml(letter: Letter): string {
  const text = (content: string, style: string) =>
    `<p style="margin:0 0 16px;${FONT};font-size:15px;line-height:24px;${style}">${lines(content)}</p>`;
  const url = escapeHtml(letter.action.url);
  return `<!doctype html>
<html lang="${letter.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(letter.heading)}</title>
</head>
<body style="margin:0;padding:0;background:#f4f4f5">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(letter.preview)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f4f4f5">
<tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:560px">
<tr><td style="padding:0 4px 16px;${FONT};font-size:14px;font-weight:600;color:${INK}">Orkestra</td></tr>
<tr><td style="background:#ffffff;border:1px solid ${LINE};border-radius:8px;padding:32px">
<h1 style="margin:0 0 16px;${FONT};font-size:20px;line-height:28px;font-weight:600;color:${INK}">${escapeHtml(letter.heading)}</h1>
${letter.paragraphs.map((paragraph) => text(paragraph, `color:${INK}`)).join("\n")}
${letter.quote ? text(letter.quote, `color:${INK};border-left:3px solid ${ACCENT};padding:4px 0 4px 14px`) : ""}
<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px">
<tr><td bgcolor="${ACCENT}" style="border-radius:6px">
<a href="${url}" style="display:inline-block;padding:12px 20px;${FONT};font-size:15px;font-weight:600;color:#ffffff;text-decoration:none">${escapeHtml(letter.action.label)}</a>
</td></tr>
</table>
<p style="margin:0;${FONT};font-size:13px;line-height:20px;color:${MUTED}">${escapeHtml(letter.otherwise)}<br><a href="${url}" style="color:${MUTED};word-break:break-all">${url}</a></p>
</td></tr>
<tr><td style="padding:16px 4px 0;${FONT};font-size:12px;line-height:18px;color:${MUTED}">${escapeHtml(letter.footer)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

/** The same letter for clients and people that read plain text. */
export function letterText(letter: Letter): string {
  const quote = letter.quote?.split("\n").map((line) => `> ${line}`);
  return [
    letter.heading,
    ...letter.paragraphs,
    ...(quote ? [quote.join("\n")] : []),
    `${letter.action.label}: ${letter.action.url}`,
    `--\n${letter.footer}`,
  ].join("\n\n");
}

function lines(content: string): string {
  return escapeHtml(content).replaceAll("\n", "<br>");
}
