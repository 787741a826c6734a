import { z } from 'zod'

/**
 * x0, y0, x1, y1 in PDF points (1/72 inch), origin at the top left of the page as it is seen upright, y downwards;
 * x0 <= x1 and y0 <= y1, within 0 … page width and 0 … page height up to rounding.
 */
export const Box = z.tuple([z.number(), z.number(), z.number(), z.number()])
export type Box = readonly [x0: number, y0: number, x1: number, y1: number]

/** A straight drawn line. `at` is its y (horizontal) or x (vertical); `from` < `to` along it; all in points as in Box. */
export const Ruling = z.object({
  kind: z.enum(['horizontal', 'vertical']),
  at: z.number(),
  from: z.number(),
  to: z.number(),
  thickness: z.number(),
})
export type Ruling = Readonly<z.infer<typeof Ruling>>
