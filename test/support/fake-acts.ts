/** What the thread in fake-reader.ts does when asked to read crops of these widths. */
export const ACTS = { answers: 1, fails: 2, hangs: 3, crashes: 4, exits: 5, slowInside: 6 } as const
