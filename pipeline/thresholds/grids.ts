// Tables of a page, with and without rulings.

/** Lattices. */
export const GRIDS = {
  /** Ems from a cell's upper or lower edge within which a bar is a piece of that edge; text keeps further off. */
  residue: 0.4,
  /** Ems from its left or right edge within which all of a mark is such a piece, if all readers' scores are below this: a
   * frame's half takes up to 0.1 of it, and a 1, 0.12 to 0.3 wide, stands a tenth off. */
  residueBeside: 0.27,
  residueScore: 0.7,
  /** Ems behind a figure from which on a bar or slash is none of its marks and no worn digit: digits stand 0.1 apart. */
  apart: 0.8,
  /** Share of a cell without a word that is inked from which it is not blank; blank cells have none but what strays in. */
  strayInk: 0.015,
  /** An edge between two cells counts as a wall when rulings cover this share of it. */
  wall: 0.6,
  /** Points: rows and columns are at least this wide. */
  narrowest: 3,
  /** Points: a row of blank cells lower than this is a ruling seen twice; print of 6 points needs 8. */
  sliver: 5,
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

/** A column numbers the rows where so many numbers stand in it, and this share of them goes on from the one above and
 * has a label behind it. */
export const NUMBER_COLUMN = { least: 3, share: 0.8 } as const

/** Prose set in two columns: each has so many lines of so many words, and at most this share of
 * lines runs across; the columns stand at least `gap` ems apart. */
export const PROSE = { words: 3, lines: 6, across: 0.25, gap: 1.2 } as const
