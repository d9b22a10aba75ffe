export type Piece = { text: string; kind: "same" | "theirs" | "mine" };

/** Texts of more words are shown whole, one after the other: nobody reads such a comparison. */
const longest = 600;

/** Where two texts differ, word by word, as pieces to be read in order. */
export function differences(theirs: string, mine: string): Piece[] {
  const a = words(theirs);
  const b = words(mine);
  if (a.length > longest || b.length > longest) {
    return [
      { text: theirs, kind: "theirs" },
      { text: mine, kind: "mine" },
    ];
  }
  const common = commonLengths(a, b);
  const pieces: Piece[] = [];
  const add = (kind: Piece["kind"], text = "") => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ text, kind });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add("same", a[i]);
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1))) {
      add("theirs", a[i++]);
    } else add("mine", b[j++]);
  }
  return pieces;
}

/** Words with the space that follows them, so that joined they are the text. */
function words(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

/** For every two places: how many words both texts share from there on, in order. */
function commonLengths(a: string[], b: string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i] ?? [];
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] =
        a[i] === b[j]
          ? lengthAt(lengths, i + 1, j + 1) + 1
          : Math.max(lengthAt(lengths, i + 1, j), lengthAt(lengths, i, j + 1));
    }
  }
  return lengths;
}

function lengthAt(lengths: number[][], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}
