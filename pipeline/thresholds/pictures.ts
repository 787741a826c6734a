// Noise, seals, contrast and dark fills of pictures of pages.

/** Stretching contrast. Levels. */
export const CONTRAST = {
  /** Share of ink's pixels darker than its level; the rest are edges. */
  share: 0.35,
  /** Level of fresh print. */
  fresh: 70,
  /** Most that contrast is multiplied by; pencil marks would be ink beyond it. */
  gain: 2.5,
  /** Deviations of noise that turn white, and the deviation from which that is worth it. */
  toe: 1,
  calm: 2,
} as const

/** Noise of scanned pages. */
export const NOISE = {
  /** Points: side of the blocks whose deviation is taken. */
  block: 9,
  /** Share of a page's blocks that are bare even on dense pages. */
  share: 0.2,
  /** A binary picture's levels stay below black or above white, all but this share of its pixels. */
  black: 16,
  white: 239,
  between: 0.002,
  /** Deviation above which a page is smoothed before it is binarized, and the share of it that smoothing leaves. */
  calm: 3.5,
  smoothed: 0.6,
  /** Deviations below paper's level within which nothing is ink. */
  reach: 5,
  /** Points: side of a square of ink too small for any dot; of the largest that noise makes where a page is full of it (decimal points of 10 pt text reach 1.5 when binarized). */
  always: 0.4,
  largest: 1.35,
  /** Small pieces per square inch from which a page is full of specks; clean pages at 150 dpi have up to 1. */
  specks: 2.5,
  /** Pieces of a size so few that chance no longer tells. */
  few: 4,
  /** Share of the pieces one pixel smaller below which chance made them: specks of single pixels reach 0.1, of blurred noise 0.3, bits of strokes 0.5. */
  rarer: 0.35,
  /** Points: a speck with no ink this near is taken out of the grey as well, and a doubtful one at all. */
  clear: 2,
} as const

/** Salt and pepper in grey pictures. */
export const SALT = {
  /** Levels by which a pixel differs from another that it is not alike. */
  contrast: 60,
  /** Share of pixels that stand alone amid one shade from which a page is full of noise: pages of the corpus have up to 0.0001. */
  share: 0.003,
  /** Every so manieth row is asked. */
  every: 5,
} as const

/** Seals: coloured ink over print. Points unless said otherwise. */
export const SEALS = {
  /** Pixels per inch of the map in which they are looked for. */
  dpi: 50,
  /** Levels by which a pixel's own channel exceeds both others; JPEG's colour noise stays below 15. */
  tint: 28,
  /** Share of the page below which coloured ink is no seal. */
  least: 0.0004,
  /** Gaps within a seal, between its ring, star and characters. */
  gap: 9,
  /** Shortest and longest side: private name seals have 10 mm, two official ones (42 mm) side by side 90. */
  smallest: 28,
  largest: 260,
  /** Longer than high (or higher than long) by at most this. */
  oblong: 2.3,
  /** Share of its box that ink fills at most; header fills have nearly all. */
  filled: 0.75,
  /** From this size on a level run of ink over this share of the width is a table's; square seals are smaller. */
  square: 90,
  straight: 0.7,
  /** Share of a box's sides within which an oval leaves its corners bare. */
  corner: 0.12,
  /** Ink is a ruling's where a line runs through it that is so long, dark over such a share of it: 8 points more than
   * the longest side of a square seal, … */
  line: 98,
  covered: 0.75,
  /** … darker than what lies this far to both sides by so much (share of its level), … */
  beside: 3,
  crest: 0.94,
  /** … and leans by this much at most, tried in such steps: more than sheets are fed askew. */
  lean: 0.2,
  leanStep: 0.02,
  /** Share of so many pixels of coloured ink that stand on such lines: patches of rulings had 0.98, seals up to 0.2. */
  ruled: 0.6,
  asked: 60,
  /** Levels of colour that paper has by itself. */
  grey: 6,
  /** Share of the paper's light that seal ink leaves at least. */
  darkest: 0.2,
} as const

/** Dark fills, such as a table's header. Points unless said otherwise. */
export const FILLS = {
  /** Level, shading evened out, below which a pixel may be of a fill. */
  dark: 200,
  /** Side of a square that fits into a fill beside its print, and into no ruling. */
  solid: 3,
  /** Side of a square as large as the smallest fill worth it. */
  smallest: 14,
  /** Side of a square as large as the largest hole that noise leaves in a fill. */
  salt: 1,
  /** Least length of a fill: heavy characters of titles, clotted, are as solid but shorter. */
  longest: 36,
  /** Least thickness of a fill, and side of a square of bare fill that every one has somewhere and no character. */
  thinnest: 9,
  pure: 5,
  /** Share of such a square that is dark, salt in it or not. */
  pureShare: 0.96,
  /** Share of dark pixels about a place, as far to each side as the thinnest fill is thick, below which it is paper; heavy print leaves a fill half dark. */
  paper: 0.35,
  /** Share of a fill that is bare at least: print's surroundings, too narrow for the square, cover the rest. */
  share: 0.4,
  /** Width of the outline that stays. */
  outline: 0.5,
  /** Levels by which print is brighter than its fill at least, and share of white that it loses. */
  contrast: 50,
  strength: 0.85,
  /** Share of the fill's level below which pixels are dark print on it. */
  print: 0.8,
} as const
