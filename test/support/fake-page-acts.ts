/** What the process in fake-page-reader.ts does when asked to read these pages. */
export const PAGE_ACTS = {
  answers: 1,
  crashes: 2,
  hangs: 3,
  eats: 4,
  keepsMuch: 5,
  refuses: 6,
  fails: 7,
  slow: 8,
  lingers: 9,
} as const
