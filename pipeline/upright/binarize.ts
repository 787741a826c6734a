import type { Gray, Mask } from '../image/raster.ts'
import { slideWindow } from '../image/window.ts'
import { BINARIZE } from '../thresholds.ts'

/**
 * Tells ink from paper by the mean and deviation around each pixel, after Sauvola and Pietikäinen, "Adaptive document
 * image binarization" (Pattern Recognition 33, 2000). `ceiling` is the brightest that may still be ink.
 */
export function binarize(gray: Gray, dpi: number, ceiling: number): Mask {
  const { width, height, data } = gray
  const ink = new Uint8Array(width * height)
  const radius = Math.max(3, Math.round((BINARIZE.window * dpi) / 144))
  slideWindow(gray, radius, (y, means, variances) => {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const value = data[i]!
      // Most of a page is paper, for which no root need be drawn.
      if (value >= ceiling && value >= BINARIZE.surely) continue
      const deviation = Math.sqrt(Math.max(0, variances[x]!))
      const limit = means[x]! * (1 + BINARIZE.k * (deviation / BINARIZE.range - 1))
      if (value < limit || value < BINARIZE.surely) ink[i] = 1
    }
  })
  return { width, height, data: ink }
}
