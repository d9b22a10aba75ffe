/** What somebody has begun to ask for in a text: where its trigger stands, and the words after it. */
export interface Asked {
  from: number;
  words: string;
}

const patterns = {
  "@": /(?:^|\s)@([\p{L}\p{N}._-]{0,40})$/u,
  "/": /(?:^|\s)\/([\p{L}\p{N}._-]{0,40})$/u,
};

/** What is asked for just before the caret. A trigger inside a word, as in an address, asks for nothing. */
export function askedIn(text: string, caret: number, trigger: keyof typeof patterns): Asked | null {
  const words = patterns[trigger].exec(text.slice(0, caret))?.[1];
  return words === undefined ? null : { from: caret - words.length - 1, words };
}
