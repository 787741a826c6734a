// Rulings of scanned pages.

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
  /** A line that touches no other and lies so near to the picture's edge is the sheet's; print begins further in. */
  rim: 18,
  /** A wall's line is known from stretches no further off than this: other tables have other columns. */
  farthest: 60,
} as const

/** Lines of faxes and scanners across the whole sheet. Points unless said otherwise. */
export const STREAKS = {
  /** Shortest that is looked at; pieces of rulings are shorter. */
  shortest: 60,
  /** It ends this near to the picture's edge, where no printer prints. */
  edge: 6,
  /** Share of the long lines of its kind that do so at most: of a picture cut to its table all do. */
  share: 0.4,
  /** Walls that end this near to it make it a table's if there are so many. */
  reach: 3,
  walls: 2,
  /** It goes on over gaps as wide, so closely in line. */
  gap: 8,
  inLine: 1.2,
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

/** Dashed and dotted lines. Points unless said otherwise. */
export const DASHED = {
  /** A mark's length and thickness at most; strokes of characters are higher. */
  longest: 8,
  thickest: 2.4,
  /** A mark is as large as a dot this wide, and fills this share of its bounds. */
  least: 0.55,
  solid: 0.5,
  /** Marks of one line lie this closely in line. */
  inLine: 0.6,
  /** Gap between two marks, by the shorter one's length: dots stand up to twice their size apart. */
  gap: 2.2,
  /** Gap, by the line's period, where a mark is missing because something crosses there. */
  missing: 3.5,
  /** A line has so many marks at least and is so long: an ellipsis of nine dots is shorter. */
  fewest: 11,
  shortest: 30,
  /** Share of the steps between its marks that have none missing. */
  present: 0.4,
  /** Share of those, and of its marks, that differ from the usual by no more than a pixel and this share of it: salt
   * falls into lines too, never so evenly. */
  even: 0.8,
  strays: 0.1,
} as const
