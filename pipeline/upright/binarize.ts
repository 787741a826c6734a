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
  slideWindow(gray, radius, (y, means, deviations) => {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const limit = means[x]! * (1 + BINARIZE.k * (deviations[x]! / BINARIZE.range - 1))
      const value = data[i]!
      if (value < limit ? value < ceiling : value < BINARIZE.surely) ink[i] = 1
    }
  })
  return { width, height, data: ink }
}
