// Comparing years of an agency: which changes are worth a second look.

/**
 * A count that grows or shrinks by this factor from one year to the next stands out. Agencies double and halve from year
 * to year without anything being wrong; a digit that was lost or read twice is a factor of ten.
 */
export const OUTLIER_FACTOR = 5

/** Added to both counts before they are divided, so that 0 → 4 and 1 → 6, which are nothing, do not stand out. */
export const OUTLIER_OFFSET = 5

/** Change, in the figure's own unit, below which nothing stands out: small agencies count in ones and tens. */
export const OUTLIER_CHANGE = 20
