// Drawn pages: what counts as a word, as visible, as a ruling, as a scan.

/** Limits on what one page may hold before we stop looking (quadratic steps follow). Counts. */
export const DRAWING = {
  /** A dense broadsheet page holds about 20,000 characters. */
  mostGlyphs: 200_000,
  /** Maps and CAD drawings hold hundreds of thousands; the densest ruled page measured held about 4,000. */
  mostMarks: 60_000,
  /** Rulings left after joining, beyond which no lattice is tried. */
  mostRulings: 4_000,
} as const

/** How glyphs make words and lines. Ems of the larger glyph unless said otherwise. */
export const WORDS = {
  /** A figure is broken between lines where its digits, an em each, would take this share of the cell in one line … */
  brokenFill: 0.72,
  /** … and the lines stand this close. */
  brokenGap: 0.9,
  /** A gap wider than this ends a word; Latin word spaces are 0.15 (tightly set) to 0.3, kerning stays below 0.1. */
  gap: 0.125,
  /** Letter spacing up to this much is part of a word's look. */
  tracking: 0.6,
  /** A glyph may lie this far back over its predecessor (kerning, overhanging brackets). */
  overlap: 0.5,
  /** The mark of a note is at most this share of the text's size (browsers set 0.83, word processors 0.58 to 0.66) … */
  note: 0.88,
  /** … and stands at least this much higher. */
  lift: 0.12,
  /** Baselines may differ by this within a word. */
  baseline: 0.25,
  /** Two equal characters closer than this, as share of their advance, are one printed twice to look bold. */
  twin: 0.3,
  /** Between CJK characters only a gap beyond this is a space: spaced-out labels keep together. */
  cjkSpace: 1.5,
  /** Words of one line overlap vertically by at least this share of the lower one's height. */
  lineOverlap: 0.5,
  /** A line of prose is broken where words stand further apart than this (columns, labels at both margins). */
  lineGap: 3,
} as const

/** Watermarks: lines lean by so many degrees at least (crooked text layers of scans by 3), of at most this share of a page's characters. */
export const WATERMARK = { lean: 8, most: 0.5 } as const

/** What counts as visible, on the 0 … 255 scale of a colour channel. */
export const INK = {
  /** Text moves at least one pixel this much; antialiased hairline strokes of grey 8 pt text reach about 60. */
  text: 24,
  /** A dash thinner than a pixel may fade to 10; in a colour that stands out it is seen all the same. Unseen text: 0. */
  faint: 6,
  /** Share of a word's box that its glyphs must change; a full stop or 一 covers about 0.02. */
  textShare: 0.006,
  /** Ems by which one character's width may differ within a font; proportional and tabular figures differ by 0.15. */
  misfit: 0.3,
  /** Characters that one glyph may stand for; the longest that Unicode takes apart, U+FDFA, has 18. */
  longestGlyph: 18,
  /** Share of a font's characters that cannot be text from which none of them is believed. */
  lostFont: 0.1,
  /** A ruling differs this much from what lies beside it; 0.25 pt in light grey at 1.5 px/pt reaches about 15. */
  ruling: 9,
  /** A sharp step from pixel to pixel inside a picture. */
  detail: 60,
  /** A pixel this far from its cell's background is ink. */
  cell: 60,
} as const

/** Rulings. Points. */
export const RULINGS = {
  /** Rendering scale, pixels per point: 108 dpi; below it hairlines fade, above it only time grows. */
  scale: 1.5,
  /** No more than this many pixels are rendered for a page, whatever its size. */
  mostPixels: 6_000_000,
  /** A filled outline or stroke thicker than this is an area with edges, not a line. Thick frames reach 4 pt. */
  thickest: 5,
  /** A stroke may lean by this over its whole length and still count as level. */
  lean: 0.6,
  /** Marks shorter than this are dots of a dotted line or noise, and need company. */
  dot: 4,
  /** Parallel rulings closer than this are one: double lines, edges of neighbouring fills, both sides of a border. */
  snap: 2.6,
  /** Pieces of one line may lie this far apart. */
  gap: 3,
  /** Dashes are at most this long and this far apart; rows of a table are taller. */
  dash: 7,
  /** A dashed line's gaps may be this many times its mark's length, and it has at least this many marks. */
  dashGap: 3,
  fewestDashes: 4,
  /** Rulings cross where they come this close. */
  cross: 3,
  /** A ruling shorter than this after joining is none. */
  shortest: 5,
} as const

/** Pages. */
export const PAGES = {
  /** Points: PDF's own limit for a page's side (200 inches). */
  longestSide: 14_400,
  /** Points: nothing readable fits on less. */
  shortestSide: 3,
  /** Share of the page that images must cover for a page without trusted text to be a scan. */
  scanCover: 0.5,
  /** Characters of trusted text up to which a page that is a picture is still a scan (page numbers, scanners' marks). */
  scanText: 40,
  /** Letters drawn as outlines: their least number, and the sizes (points) that curved shapes must have to be such. */
  fewestOutlines: 60,
  outlineSides: [2, 60] as const,
  /** Share of a picture's pixels that differ sharply from their neighbour from which it may hold text; blank paper and pale backgrounds stay below 0.001. */
  pictureDetail: 0.004,
  /** Share of a page with nothing but pictures from which they are its text; a logo on an otherwise empty page has less. */
  logoCover: 0.02,
  /** Garbled characters, and their share of the visible ones, from which a page is read from its pixels; symbols and ornaments stay below. */
  fewestGarbled: 10,
  garbledShare: 0.05,
  /** Share of the page from which an unread picture is worth a problem. */
  pictureCover: 0.1,
  /** Pixels: the largest image decoded; an A3 page at 600 dpi has 70 million. */
  largestImage: 100_000_000,
  /** Opening and reading one page take 0.1 to 1 s; past these a file is up to no good. */
  openMilliseconds: 20_000,
  pageMilliseconds: 20_000,
  /** Heap of a reading thread; the heaviest page measured took 150. */
  threadMegabytes: 1_000,
  /** Memory that opening or reading one page may add; the largest image allowed takes about 1,000. A reader has 200 before. */
  mostMegabytes: 1_200,
  /** Threads kept for the next document; each holds about 60 MB. */
  idleThreads: 4,
} as const

/** A table that goes on on the next sheet, scanned or photographed. */
export const SHEETS = {
  /** Points by which it may lie elsewhere there. */
  shift: 60,
  /** Share by which it may be wider or narrower: photos are taken from nearer and further off, and askew; inner edges tell. */
  stretch: 0.25,
  /** Points by which edges may differ once the outer ones lie over each other. */
  edge: 6,
  /** Lines between its parts that are dirt: lower than so many ems, or of so few characters and so doubtful to their reader. */
  lowest: 0.45,
  short: 3,
  doubtful: 0.5,
} as const
