// How sure a field is, and where facts are looked for.

/** Fields below this go to review. Target: at most 2 silent errors in 10,000 cells read; see docs/confidence.md. */
export const REVIEW_THRESHOLD = 0.98

/**
 * Certainty, 0 … 1, that a field has the right cell, by how it was found. Set from the generator's varied dumps: the
 * share of right cells found each way, rounded down.
 */
export const CERTAINTY = {
  exactLabel: 0.999,
  likelyLabel: 0.996,
  usualColumns: 0.993,
  placed: 0.99,
  unknownColumns: 0.85,
  lost: 0.3,
} as const

/** How the equations change a field's doubt (1 - certainty): factors, and floors for fields in review. */
export const EVIDENCE = {
  /** A sum with figures in it that comes out right is hardly chance. */
  passWithFigures: 0.3,
  /** Zeros add up wherever they stand, so they say little. */
  passWithZeros: 0.7,
  suspectDoubt: 0.3,
  reasonDoubt: 0.1,
} as const

/** Share of dark pixels in a cell without text from which it holds something nobody read. */
export const INK_UNREADABLE = 0.02

/**
 * How sure a recognized line's text is, by what else was heard. Set from degraded reports: names with rare characters were
 * the only ones that one reader got wrong with a score above 0.9.
 */
export const RECOGNITION = {
  /** Two readers read the same. */
  agreed: 0.9995,
  /** A year that another line repeats. */
  repeated: 0.998,
  /** One reader, with nobody to contradict it. */
  alone: 0.97,
  disagreed: 0.9,
  /**
   * A name's line that either reader believes less is not borne out by their saying the same. Of 33 names that two readers
   * agreed on the right ones had 0.87 and more from both, a wrong one 0.40 from one.
   */
  believed: 0.6,
} as const

/** Where facts are looked for, in lines or characters. */
export const FACTS = {
  /** The title stands on top; web dumps put up to two dozen navigation lines before it. */
  titleLines: 40,
  titleLength: 70,
  /** The preface gives agency and period. */
  prefaceLines: 60,
  /** Signature and date close the report; a web footer may follow. */
  signatureLines: 12,
} as const

/** Share of a scanned table's rows below which it was hardly found: which form it follows is then anybody's guess. */
export const HARDLY_FOUND = 0.7
