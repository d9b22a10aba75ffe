/** What the reader's teams have to do, by what is due first: where the next task comes from. */
export const queueInput = { view: "teams", sort: "deadline", limit: 20 } as const;
