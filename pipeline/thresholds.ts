// Every number that somebody had to choose: its unit, why it exists, and what set it.

// --- pages and grids

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

/** Lattices. */
export const GRIDS = {
  /** An edge between two cells counts as a wall when rulings cover this share of it. */
  wall: 0.6,
  /** Points: rows and columns are at least this wide. */
  narrowest: 3,
  /** Points: horizontals running this far beyond the last vertical mean an open side with a column in it. */
  openSide: 9,
  /** Ems: text hanging this far below a row cut open by the page's end still belongs to it; footers stand further off. */
  overhang: 1.1,
  /** Smallest cells of a lattice; the largest real table measured had about 2,000. */
  mostCells: 40_000,
  /** Smallest cells beyond which rulings alone decide and no word is asked. */
  mostRefined: 6_000,
  /** Points, and share of the cell's side: its ink is measured this far inside, clear of rulings snapped 1.5 off. */
  inset: 2.6,
  insetShare: 0.2,
} as const

/** Tables whose columns or rows no ruling parts. Ems unless said otherwise. */
export const INFER = {
  /** Words further apart than this are two cells' in one line, by how many lines there are to agree on it. */
  gapFewLines: 0.85,
  gapSomeLines: 0.65,
  gapManyLines: 0.5,
  /** At a gutter that other lines have shown, words part at this distance; word spaces stay below 0.35. */
  gapAtGutter: 0.42,
  /** Share of a region's width that a rule must cover to part all its columns. */
  whole: 0.8,
  /** A header above the first rule or a total below the last one stands at most this far from it. */
  near: 0.9,
  /** Below a boxed header, each line of the table's body follows within this. */
  nextLine: 1.6,
  /** A gutter between columns is at least this wide after all lines have had their say. */
  gutter: 0.3,
  /** Share of lines that may run across a gutter (a heading, one overlong label). */
  strays: 0.08,
  /** Lines with several chunks below which nothing is inferred. */
  fewestLines: 2,
  /** Share of a region's lines that must fall into several chunks for it to be a table. */
  tabular: 0.5,
  /** Longest average chunk in characters; longer ones are columns of prose. */
  prose: 45,
  /** Words from which most chunks are sentences. */
  sentence: 4,
  /** A line whose step to its neighbour is below this share of the rows' usual step belongs to it. */
  close: 0.88,
  /** Lines closer than this below the one before may continue it. */
  tight: 0.6,
  /** Share of columns filled that makes a line a row of its own. */
  full: 0.7,
  /** A line step this many times the narrowest one parts rows. */
  spread: 1.25,
  /** Points: rules of one table begin and end this close to each other. */
  ends: 8,
  /** A column is only parted further where this share of its lines, and at least so many, show the gutter. */
  agreeing: 0.6,
  fewestAgreeing: 3,
  /** Stripes of a zebra table lie at most this many stripe heights apart. */
  stripeGap: 1.6,
  /** Rules and words of a page beyond which nothing is inferred (quadratic steps follow). Counts. */
  mostLevels: 400,
  mostWords: 4_000,
  /** Points: pieces of one rule (one under each column) lie at most this far apart. */
  pieces: 40,
} as const

/** Prose set in two columns: each has so many lines of so many words, and at most this share of
 * lines runs across; the columns stand at least `gap` ems apart. */
export const PROSE = { words: 3, lines: 6, across: 0.25, gap: 1.2 } as const

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

// --- text dumps and form matching

/** Share of piped lines without a closing pipe from which pipes count as separators. Real dumps have 0 or nearly 1. */
export const SEPARATOR_SHARE = 0.3
/** Share of piped lines beginning with a pipe from which that pipe is a frame. Markdown has 1, others up to about half. */
export const FRAMED_SHARE = 0.9
/** Longest section heading in characters; the official ones have at most 28, agencies add a few. */
export const HEADING_LENGTH = 45
/** Least similarity of a heading to an official title; one wrong character in ten still passes. */
export const HEADING_SIMILARITY = 0.78
/** How many trailing label texts are run together when a label may be spread over lines. The longest took four. */
export const LABEL_PARTS = 5
/** Least similarity at which a text may be a row's label at all; two of three characters survive a bad OCR dump. */
export const LABEL_SIMILARITY = 0.5
/** Similarity from which a label counts as read; below it the row goes to review. */
export const LABEL_SURE = 0.8
/** Posterior of a record's row from which the row is certain. */
export const ROW_SURE = 0.98
/** Least similarity of a header text to a column label. */
export const HEADER_SIMILARITY = 0.72
/** Most placements of a row's cells that are weighed; C(15, 3) = 455 holes in the disputes row. */
export const MOST_PLACEMENTS = 500
/** Most combinations of rows' placements that are tried together; a dump with a few damaged rows has some dozens. */
export const MOST_COMBINATIONS = 2000

/** Dumps laid out with spaces. Shares of the narrowest distance between two columns' centres. */
export const ALIGNMENT = {
  /** How far a column's figures may be apart from row to row; figures of one to six digits are centred or flush. */
  spread: 0.6,
  /** How far a value may stand from its column; a line that shifts by half a column must not pass. */
  reach: 0.3,
  /** Share of the gaps between values that must be wider than one space. */
  apart: 0.9,
  /** Rows that must all fit, so that chance does not pass for layout. */
  leastRows: 2,
} as const

/** Most cells of an HTML table, spans counted; a span of 1,000 by 1,000 is somebody's joke. */
export const MARKUP_CELLS = 200_000

// --- confidence

/** Fields below this go to review. Target: at most 1 silent error in 1,000 fields; see docs/confidence.md. */
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

// --- stitching

/** How far the column edges of a table's parts may differ between pages, in points; printers and scanners shift by less. */
export const STITCH_EDGE = 4
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

// --- document facts

/** How sure a recognized line's text is: said twice in the document, or by the score of its least sure character. */
export const RECOGNITION = {
  twice: 0.999,
  steps: [
    [0.9, 0.998],
    [0.75, 0.99],
    [0.5, 0.95],
  ],
  least: 0.8,
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

// --- lines of ink on scanned pages

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
  /** Ink this small is no point either: at 150 dpi those measure 0.1 to 0.15. */
  dust: 0.075,
  /** A reader is shown at least this height, so that a comma is not blown up to a character. */
  least: 0.7,
  /** Pixels of paper around a line. */
  margin: 2,
} as const

/** Marks told by shape. Shares of an em unless said otherwise. */
export const MARKS = {
  /** Pieces smaller than this share of the largest are specks beside it. */
  share: 0.2,
  /** A dash is at least this long, … */
  shortest: 0.22,
  /** … this share of its length thick at most, … */
  flat: 0.36,
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

// --- rulings of scanned pages

/** Rulings among a page's ink. Points unless said otherwise. */
export const RASTER_RULINGS = {
  /** Dots per inch above which lines are looked for at half the size; a hairline of 0.25 pt still has a pixel there. */
  finest: 220,
  /** Ink as thick as this across may be a line's; upright strokes of 8 pt type are longer. */
  thin: 4,
  /** What a pixel of paper, and of ink that is too thick (something crosses), costs against one of a line. */
  paper: -2,
  thick: -0.25,
  /** A line may be broken for this long, by specks and by wear. */
  gap: 1.5,
  /** Share of a run that must be thin ink. */
  thinShare: 0.5,
  /** The shortest run looked at: a wall of a 10 pt row less its rulings and a broken corner. */
  shortest: 6,
  /** A group of runs higher than a thick line is one only by as much as it may lean, per length (0.6°). */
  thickest: 5,
  lean: 0.01,
  /** Traces are measured once in this length. */
  step: 8,
  /** Share of a step that a row of ink must fill to be the line's. */
  solid: 0.25,
  /** Ink up to this much thicker than a line is its ragged edge. */
  ragged: 0.4,
  /** A line begins where it fills such a share of such a stretch; specks near its end don't. */
  endWindow: 4,
  endShare: 0.8,
  /**
   * From such a length on a run is a ruling whatever it stands on, if this share of it is clean: two ems of 18 pt type,
   * or longer than any row of strokes that chance puts in line.
   */
  seeds: [
    { length: 36, clean: 0.85 },
    { length: 100, clean: 0.5 },
  ],
  /** Share of a short one that must be clean where it reaches from ruling to ruling, and where it stands on one only. */
  clean: 0.5,
  cleanEnd: 0.75,
  /** A line's middle lies no further off its ends' than this, and as much as it may lean. */
  bend: 0.6,
  /** One that touches no other must be this long. */
  alone: 60,
  /** The ends of a short one lie on rulings up to this; type keeps more than a point off them. */
  touch: 0.8,
  /** A short one continues another that lies this closely in line. */
  inLine: 1.2,
  /** One that stands on none is a ruling's broken end if it is so long and so near to the rest of it. */
  following: 12,
  followed: 8,
  /** Rulings cross that come this close. */
  reach: 3,
  /** Short ones may stand on short ones, so many times over. */
  rounds: 4,
  /** A faint line is darker than what lies this far to its sides, by grey levels, or this many times what so large a
   * share of all stretches on paper stay below (every so manieth row is measured), over this length … */
  crest: 6,
  crestNoise: 8,
  noiseShare: 0.8,
  noiseRows: 24,
  crestSide: 1.5,
  crestLong: 6,
  /** … where paper lies beside it: grey levels below the page's paper. */
  crestPaper: 6,
  /** … and half as much over this one. */
  crestShort: 2,
  /** What hangs on a line (hatching) is parted from it this far off, if the line is so long; at most so many parts. */
  partReach: 2.5,
  parted: 30,
  mostParts: 50,
  /** A wall's pieces lie this closely on the line of its other stretches, are at least so long, and go on over cracks. */
  beside: 0.4,
  piece: 2.5,
  crack: 1,
  /** Share of a wall that proves the whole where a piece with such a share stands on an end: walls are drawn whole. */
  proof: 0.35,
  standing: 0.2,
  /** Without such a piece, and then only on walls higher than a line of type. */
  proofAlone: 0.78,
  proofLength: 16,
  /** Nothing is made whole over a gap wider than this: a table may end there, open, and another one begin. */
  widest: 20,
  /** A wall's line is known from stretches no further off than this: other tables have other columns. */
  farthest: 60,
} as const

/** Rulings taken out of the ink. Points unless said otherwise. */
export const ERASE = {
  /** A line is looked for this far beside where it was traced. */
  slack: 0.5,
  /** Share of its length that a row of ink must fill to be the line's. */
  solid: 0.4,
  /** Ink standing out from a line by no more than this is its ragged edge. */
  fuzz: 0.4,
  /** A line is erased this far beyond its ends, corners included. */
  over: 1,
  /** A slanting stroke leaves a line this far beside where it entered. */
  slant: 1,
} as const

// --- upright: pages of scans, faxes and photos

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
  /** Share of paper's level below which the rim is dark. */
  rimLevel: 0.6,
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
  /** Shortest and thickest piece of a ruling followed. */
  ruling: 43,
  thickest: 4,
  /** Distance of the points kept along a ruling. */
  step: 6,
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
  /** Steepest slope along lines (19°; photos taken that far askew are hardly read) and across them. */
  lean: 0.35,
  squeeze: 0.5,
} as const

/** Whether and how to straighten. */
export const STRAIGHTEN = {
  /** Pixels per inch, at least, of the small picture: enough for a tenth of a millimetre. */
  dpi: 100,
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
  /** Points: a speck with no ink this near is taken out of the grey as well. */
  clear: 2,
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
  /** Levels of colour that paper has by itself. */
  grey: 6,
  /** Share of the paper's light that seal ink leaves at least. */
  darkest: 0.2,
} as const

/** Quarter turns. */
export const TURNS = {
  /** Times that lines must show more clearly one way than the other; level is what most pages are. */
  clear: 1.1,
  /** Points: gaps that characters of a line may have, and lines seldom; level pages of the corpus showed at least 1.9 times more clearly than turned ones. */
  gap: 4,
} as const

/** Which reader to believe where they disagree. */
export const SETTLE = {
  /** Below this score of its least sure character a reader hardly believes itself. */
  doubtful: 0.5,
} as const

/** Ems from which a bar is no hyphen but an en dash, no en dash but an em dash; typefaces have 0.3, 0.5 and 0.8 to 1. */
export const DASHES = { en: 0.42, em: 0.72 } as const

/** Dark fills, such as a table's header. Points unless said otherwise. */
export const FILLS = {
  /** Level, shading evened out, below which a pixel may be of a fill. */
  dark: 200,
  /** Side of a square that fits into a fill beside its print, and into no ruling. */
  solid: 3,
  /** Side of a square as large as the smallest fill worth it. */
  smallest: 14,
  /** Gaps in a fill are print: so much of its area at most, and each narrower than this. */
  gaps: 0.6,
  widest: 45,
  /** Width of the outline that stays. */
  outline: 0.5,
  /** Levels by which print is brighter than its fill at least, and share of white that it loses. */
  contrast: 50,
  strength: 0.85,
  /** Share of the fill's level below which pixels are dark print on it. */
  print: 0.8,
} as const
