/**
 * Answers may come in another order than they were asked for: of what an answer says about a thing counts only what no
 * later question has answered already.
 */
export class Turns {
  #asked = 0;
  #open = 0;
  readonly #answered = new Map<string, number>();

  /** Call when a question is asked; `newest` once it is answered, and `end` after that or when it failed. */
  begin() {
    const turn = ++this.#asked;
    this.#open += 1;
    return {
      /** Those of the things that this answer is the newest about. */
      newest: (ids: ReadonlySet<string>): Set<string> => {
        const mine = new Set([...ids].filter((id) => turn > (this.#answered.get(id) ?? 0)));
        for (const id of mine) this.#answered.set(id, turn);
        return mine;
      },
      end: () => {
        this.#open -= 1;
        if (this.#open === 0) this.#answered.clear();
      },
    };
  }
}
