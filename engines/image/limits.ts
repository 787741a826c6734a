/** Limits of pictures, whether files of their own or pages of a PDF. */
export const PICTURES = {
  /** Pixels of the largest picture decoded; an A3 page at 600 dpi has 70 million. */
  most: 100_000_000,
  /** Pixels, and pixels per inch, above which a picture is scaled down: an A4 page at 600 dpi has 35 million. */
  mostWorked: 40_000_000,
  densest: 600,
  /** Pages of a TIFF that are looked at. */
  mostPages: 10_000,
  /** Seconds that decoding one picture may take; the largest allowed takes about 5. */
  seconds: 60,
} as const

/** Which resolution a file claims is believed. Inches and pixels per inch. */
export const DENSITY = {
  least: 60,
  most: 1300,
  shortest: 3,
  longest: 40,
  /** What programs write that know of no paper; believed only of pictures no longer than a sheet. */
  defaults: [72, 96],
  sheet: 14.1,
} as const

/** What paper is taken to measure where nothing credible says so: A4, in points. */
export const PAPER = {
  long: 842,
  short: 595,
  /** Pictures longer than this many times their width are taken for screens scrolled by: as wide as the paper. */
  strip: 1.8,
} as const

/** Which pictures are grey. */
export const GREY = {
  /** Channels this far apart (0 … 255) are a colour; scanners' noise and JPEG's rounding stay below 16. */
  apart: 24,
  /** Share of coloured pixels up to which a picture is grey; a small, pale seal colours 0.001 of a page. */
  share: 0.0002,
} as const
