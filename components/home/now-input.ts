/** What asks for the tasks of a view that are due first: the same on the server and in the browser. */
export const nowInput = (view: "mine" | "unassigned") => ({ view, sort: "deadline", limit: 6 }) as const;
