// Turning, straightening and binarizing pictures of pages.

/** Working resolution, pixels per inch. */
export const RESOLUTION = {
  /** Finer than this nothing more is read, only time grows. */
  most: 300,
  /** Coarser than this, hairlines and dots of 8 pt text fall between pixels when binarized. */
  least: 140,
} as const

/** Evening out a page's shading. */
export const SHADING = {
  /** Points: side of a block whose paper is one level; less than a line's height, so that shadows' edges are followed. */
  block: 11,
  /** Share of a block's pixels at or below its paper's level: text and rulings cover up to a third, and of the noise of paper half is brighter. */
  share: 0.65,
  /** Share of a block's pixels that are its darkest. */
  darkShare: 0.05,
  /** Share of the page's blocks darker than its paper at its brightest. */
  paperShare: 0.8,
  /** Shares of the page's paper below which a block is dark (lid shadows reach 0.5), black, or low enough to lie beside the sheet. */
  dark: 0.4,
  black: 0.25,
  low: 0.8,
  /** Share of its level that a block's darkest reaches where nothing is printed; the grain of desks and noise stays above. */
  plain: 0.7,
  /** Level beside the sheet's edge against that on it, two blocks apart; shadows change more slowly. */
  sharp: 0.8,
  /** Share of a region's edge that is sharp at least, and how alike neighbouring blocks of one region are. */
  sharpShare: 0.85,
  alike: 0.85,
  /** Share of paper's level below which pixels at the sheet's edge belong beside it. */
  edge: 0.88,
  /** Points: shortest dark stretch along the picture's edge that is none of the sheet, how deep it reaches in at most, and at least (rulings are thinner). */
  rim: 40,
  deepest: 14,
  thinnest: 3.5,
  /** Share of paper's level below which the rim is dark, and pale; shading leaves bare paper within 0.03. */
  rimLevel: 0.6,
  rimPale: 0.92,
  /** Points: length whose mean level tells a pale rim, and width of its blurred edge. */
  rimBin: 3,
  rimSoft: 0.7,
  /** Share of an edge that a pale rim runs along at least. */
  rimShare: 0.5,
  /** A fill's level against the brightest so many blocks about it. */
  fill: 0.75,
  near: 4,
  /** Level of bare paper afterwards. */
  paper: 250,
} as const

/** Telling ink from paper. Levels after shading is evened out. */
export const BINARIZE = {
  /** Points: side of the window; a line of text with its gap. */
  window: 15,
  /** Sauvola's weight of the deviation and its range; a low weight keeps faded strokes. */
  k: 0.1,
  range: 128,
  /** Nothing brighter is ink: the paler half of an antialiased hairline is. */
  ceiling: 220,
  /** Anything darker is ink even inside large dark areas. */
  surely: 60,
} as const

/** Skew. Degrees unless said otherwise. */
export const SKEW = {
  /** The most that is undone; sheets fed worse are turned by hand. */
  most: 11,
  /** Steps of the search. */
  coarse: 0.5,
  fine: 0.05,
  finest: 0.01,
  /** Less than this shifts nothing by half a pixel and is not worth a resampling. */
  none: 0.02,
  /** Points of ink's lower edges: fewest to say anything, and most that are projected. */
  fewest: 400,
  mostPoints: 60_000,
  /** The best angle's energy is at least this many times the usual one; prose of five lines reaches 1.5. */
  peak: 1.25,
} as const

/** Warps. */
export const WARP = {
  /** Points between nodes; a curl of 8 pt over the page's width strays by 0.05 pt between them. */
  step: 20,
  /** Steps at most along a box's outline when it is mapped. */
  outline: 64,
} as const

/** Following rulings and lines of text on a page at about 100 pixels per inch. Points unless said otherwise. */
export const TRACE = {
  /** Level runs of ink that may belong to a ruling; at a slope of 3° a hairline's runs are 14 pt long. */
  run: 9,
  /** Pixels by which runs of neighbouring rows may miss each other. */
  reach: 3,
  /** Shortest level and standing piece of a ruling followed, and the thickest: tables of two rows stand 28 pt high, strokes of titles 22. */
  ruling: 43,
  standing: 26,
  thickest: 4,
  /** Distance of the points kept along a ruling, of which the shortest has six. */
  step: 4.5,
  /** Level above which grey adds nothing to a ruling's weight. */
  white: 235,
  /** Runs this long are rulings, not strokes of characters. */
  longRun: 30,
  /** Gaps overlooked between characters of a line. */
  smear: 11,
  /** Pixels by which points along a ruling jump on average at most; rulings on worn pages reach 0.3. */
  uneven: 0.6,
  /** Shortest line of text followed, and its least and greatest height. */
  text: 100,
  lowest: 4,
  highest: 30,
  /** Slope that a line of text may have left. */
  lean: 0.06,
  /** Text's course is taken every so many points: two or three characters, one of which reaches both edges. */
  letters: 26,
  /** Pixels: how far off the points of a ruling and of a line of text usually are. */
  rulingSpread: 0.25,
  textSpread: 0.8,
} as const

/** Surfaces that straighten a bent page. */
export const SURFACE = {
  /** Fits, each weighing the points by how well they fitted before. */
  turns: 4,
  /** Multiples of its usual spread from which a point loses weight. */
  outlier: 4,
  /** Weight of bending between knots, and of sheer size, against the points' squared misfit. */
  bending: 1,
  size: 1e-4,
  /** … and of pressing the page together or apart, as a whole row at a time: noisy pages lost a third of their height without it. */
  squeezing: 1,
  /** Steepest slope along lines (19°; photos taken that far askew are hardly read) and across them. */
  lean: 0.35,
  squeeze: 0.5,
} as const

/** Whether and how to straighten. */
export const STRAIGHTEN = {
  /** Pixels per inch, at least, of the small picture: enough for a seventh of a millimetre. */
  dpi: 85,
  /** Brightest ink on the small picture, where hairlines are thinned out. */
  ceiling: 225,
  /** Degrees below which a page counts as level: half a pixel across A4. */
  angle: 0.02,
  /** Slope by which lines may differ from most and still be averaged with them (half a degree), and standard errors below which a lean may be chance. */
  alike: 0.009,
  chance: 2.5,
  /** Points on traces below which nothing but skew is undone. */
  fewest: 60,
  /** Misfit (multiples of the usual) below which the page counts as flat, and what share of it must go for a bend to be believed. */
  straight: 1.8,
  better: 0.6,
  /** Inches between knots; curl and barrel change over several inches. */
  knots: 1.1,
  /** Steps of finding a place back; each leaves a third of the error or less. */
  turns: 12,
  /** Pixels: closer than this a place counts as found. */
  near: 0.01,
  /** Pixels between the nodes at which a bent page is drawn straight. */
  mesh: 32,
} as const

/** Quarter turns. */
export const TURNS = {
  /** Times that lines must show more clearly one way than the other; level is what most pages are. */
  clear: 1.1,
  /** Points: gaps that characters of a line may have, and lines seldom; level pages of the corpus showed at least 1.9 times more clearly than turned ones. */
  gap: 4,
} as const
