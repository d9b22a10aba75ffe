/** How teams and members are asked for: the same everywhere, so that they are fetched once. */
export const roster = { limit: 200 };
