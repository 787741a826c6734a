// Lines of ink on scanned pages, marks by shape, and whom to believe.

/** How ink makes lines. Shares of the usual height of characters (em) unless said otherwise. */
export const SEGMENT = {
  /** Points. The height that characters are taken to have before anybody measured: small print has 7, titles 22. */
  usual: 11,
  /** Ink smaller than this both ways is a speck, or the point of a figure beside it; the smallest dash is 0.3 wide. */
  speck: 0.22,
  /** Square ems of ink that a character has at least; a thin hyphen has 0.02, specks that touch each other less. */
  mass: 0.015,
  /** Taller ink is no character: a seal's arc, a bracket over lines, a piece of a ruling. */
  tallest: 2.2,
  /** A band lower than this is a part of characters (the strokes of 二, dots) … */
  fragment: 0.5,
  /** … put together with the next such when both are no taller than one line, … */
  line: 1.2,
  /** … or with a line that stays this low with it (line spacing begins at 1.15). */
  fits: 1.08,
  /** A gap this wide ends a line: labels are spaced out by up to 1.5 inside cells, … */
  cellGap: 2,
  /** … full-width punctuation leaves up to 0.9 in prose. */
  proseGap: 1.6,
  /** Between rules alike columns may stand as close as this; at least so many rules. */
  columnGap: 1,
  fewestRules: 3,
  /** Points. Print is tiny where all but the tallest ink is lower; specks are lower yet. Its em is so many times that;
   * fewer pieces of ink say nothing. */
  tiny: 5,
  tiniest: 1.8,
  overTall: 1.3,
  tinyPieces: 40,
  /** Lines in cells as long as this are text and may end in a full stop, this far behind. */
  textual: 6,
  cellStop: 0.3,
  /** The full stop of a sentence ends this far behind its last character, and is at least this large. */
  stop: 0.9,
  stopSize: 0.14,
  /** Ink this small is no point either: at 150 dpi those measure 0.1 to 0.15. */
  dust: 0.075,
  /** A reader is shown at least this height, so that a comma is not blown up to a character. */
  least: 0.7,
  /** Pixels of paper around a line. */
  margin: 2,
} as const

/** Hairs and scratches on the glass. Shares of an em unless said otherwise. */
export const HAIRS = {
  /** Figures are 0.6 to 0.8 tall, … */
  shortest: 0.88,
  /** … and thicker than this share of the stroke's length. */
  thickest: 0.14,
  /** Nothing stands this near at its sides; brackets stand within 0.5 of what they enclose. */
  clear: 0.6,
  /** Radians of a circle: straighter ones may be a slash or a 1, rounder ones a C or a nought. */
  bent: [0.25, 3.4],
  /** How far its pixels lie off the circle, root mean square, by its thickness (a perfect stroke's do by 0.29) and in pixels. */
  rough: 0.33,
  roughPixels: 0.35,
} as const

/** Marks told by shape. Shares of an em unless said otherwise. */
export const MARKS = {
  /** Pieces smaller than this share of the largest are specks beside it. */
  share: 0.2,
  /** A dash is at least this long, … */
  shortest: 0.22,
  /** … this share of its length thick at most (the hyphen of a bold sans serif has 0.5; a point has 1), … */
  flat: 0.62,
  /** … no thicker than this, … */
  thickest: 0.22,
  /** … runs through this share of its length, for noise eats holes into it, … */
  covered: 0.75,
  /** … and has this share of all the ink there, what noise added staying within this height. */
  solid: 0.78,
  ragged: 0.5,
  /** Lower and narrower ink that is no dash is a piece of something: figures are 0.6 tall, small print's 0.5. */
  lowest: 0.42,
  narrowest: 0.6,
  /** A slash is at least this tall, … */
  slashHeight: 0.45,
  /** … leans by this much over its height (typefaces have 0.2 to 0.75; an upright 1 has 0, its flag up to 0.15), … */
  lean: [0.2, 1],
  /** … strays from a straight line by this share of its height, or this many pixels, at most, … */
  crooked: 0.035,
  crookedPixels: 0.7,
  /** … and is a stroke of at most this share of its height measured along its rows. */
  slashThickest: 0.3,
} as const

/** Reading pages from their pixels. */
export const SCANS = {
  /** Mean score of the characters of a few lines from which a page stands the right way; upside down it is below 0.6. */
  legible: 0.85,
  /** Another turn must read better by this. */
  turnMargin: 0.05,
  /** Lines that are read to find that out, at least this many ems wide, … */
  probes: 8,
  probeWidth: 4,
  /** … the widest first, but whole lines of prose cost time: beyond this many times that width all are alike. */
  probeLongest: 4,
} as const

/** Which reader to believe where they disagree. */
export const SETTLE = {
  /** Below this score of its least sure character a reader hardly believes itself. */
  doubtful: 0.5,
  /** Most that the second word of a reader counts which said otherwise at first. */
  secondWord: 0.6,
} as const

/** Ems from which a bar is no hyphen but an en dash, no en dash but an em dash; typefaces have 0.3, 0.5 and 0.8 to 1. */
export const DASHES = { en: 0.42, em: 0.8 } as const
