import type { Box } from '../../schemas/geometry.ts'

/** Share (0 … 1) of a page that boxes cover together, counted on a grid of 64 by 64. */
export function cover(boxes: readonly Box[], width: number, height: number): number {
  const cells = new Uint8Array(64 * 64)
  for (const [x0, y0, x1, y1] of boxes) {
    const [c0, c1] = [Math.max(0, Math.round((x0 / width) * 64)), Math.min(64, Math.round((x1 / width) * 64))]
    const [r0, r1] = [Math.max(0, Math.round((y0 / height) * 64)), Math.min(64, Math.round((y1 / height) * 64))]
    for (let r = r0; r < r1; r++) cells.fill(1, r * 64 + c0, r * 64 + Math.max(c0, c1))
  }
  return cells.reduce((sum, c) => sum + c, 0) / cells.length
}
