/** What is shown of an attachment. Pure, and shared with pages. */

/** Pictures that every browser shows, and nothing that could run. */
export const INLINE_TYPES = ["image/png", "image/jpeg", "image/gif", "image/webp"];
