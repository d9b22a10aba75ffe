/** An answer that takes longer (ms) does not come any more: the connection is dead, and nobody was told. */
export const patience = 15_000;
