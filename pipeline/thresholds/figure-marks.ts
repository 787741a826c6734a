/** Marks in front of and between digits, by shape. Shares of a digit's height unless said otherwise. */
export const FIGURE_MARKS = {
  /** The share of a crop's pixels that are surely ink: hairline figures in a padded crop cover 0.06. */
  dark: 0.03,
  /** What is lighter than ink but darker than noise leaves paper, between paper (0) and dark pixels (1); … */
  faint: 0.3,
  /** … so many square heights of it are the traces of a bar. */
  traces: 0.012,
  /** A digit is at least this share of the tallest ink; old-style figures have 0.7. */
  digit: 0.65,
  /** Smaller ink is noise; points have 0.12 to 0.2. */
  speck: 0.09,
  /** A mark between digits begins no higher above the baseline and ends no higher than this. */
  low: 0.42,
  high: 0.12,
  /** This share of its width may lie under a digit: more is a piece of that. */
  under: 0.4,
  /** A sign stands this far in front of its figure at most, … */
  apart: 1.3,
  /** … with its middle at this height over the baseline, … */
  middle: [0.22, 0.75],
  /** … is this long, … */
  shortest: 0.2,
  longest: 1.6,
  /** … and a bar of this share of its own length, and of this thickness, at most; … */
  flat: 0.6,
  thickest: 0.28,
  /** A bar that runs into its figure sticks out this far; the tip of a 4 up to 0.15. */
  touching: 0.27,
  /** Pixels; a smaller cross looks like any other spot. */
  coarse: 6,
  /** … of a plus, which begins so much lower than digits, one side is at most so much longer than the other, strokes are this share of it thick at most, … */
  lower: 0.07,
  uneven: 1.35,
  arm: 0.36,
  /** … hold this share of all ink, and each of them this. */
  solid: 0.93,
  arms: 0.4,
  /**
   * A comma reaches below the line that digits stand on (by 0.18 in most typefaces) and is taller than wide (1 on a
   * scale of doublings); a point does neither. Both are counted in these units …
   */
  tail: 0.08,
  slender: 0.4,
  /** … and added up: at least so much is a comma (most have 4.7), at most so much a point; between them nobody can tell. */
  comma: 2.2,
  point: 1.2,
  /** Pixels. Of lower digits' marks nobody can tell either. */
  smallest: 14,
} as const
