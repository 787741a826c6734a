import type { Box } from '../../schemas/geometry.ts'
import { INK } from '../thresholds.ts'
import { isGarbage } from './characters.ts'
import type { Pixels } from './drawing.ts'
import type { Run } from './words.ts'

/** Words sorted by whether the page shows them. */
export type Trust = {
  readonly trusted: readonly Run[]
  readonly unseen: readonly Run[]
  readonly garbled: readonly Run[]
}

/**
 * Trusts a word only where its text changes the page: `full` is the page as drawn, `bare` the same page without its
 * text. Invisible, white on white, covered and clipped text leaves both alike. Words of characters that no text shows
 * come from a lost character map; the ink is real, the text is not.
 */
export function trustRuns(runs: readonly Run[], full: Pixels, bare: Pixels): Trust {
  const trusted: Run[] = []
  const unseen: Run[] = []
  const garbled: Run[] = []
  for (const run of runs) {
    if (!run.painted || !changes(run.box, full, bare)) unseen.push(run)
    else if (isGarbage(run.text)) garbled.push(run)
    else trusted.push(run)
  }
  return { trusted, unseen, garbled }
}

function changes(box: Box, full: Pixels, bare: Pixels): boolean {
  const { scale, width, height } = full
  const x0 = Math.max(0, Math.floor(box[0] * scale) - 1)
  const y0 = Math.max(0, Math.floor(box[1] * scale) - 1)
  const x1 = Math.min(width - 1, Math.ceil(box[2] * scale) + 1)
  const y1 = Math.min(height - 1, Math.ceil(box[3] * scale) + 1)
  const needed = Math.max(1, (x1 - x0) * (y1 - y0) * INK.textShare)
  let changed = 0
  for (let y = y0; y <= y1; y++) {
    for (let x = x0, i = (y * width + x0) * 4; x <= x1; x++, i += 4) {
      const d = Math.max(
        Math.abs(full.data[i]! - bare.data[i]!),
        Math.abs(full.data[i + 1]! - bare.data[i + 1]!),
        Math.abs(full.data[i + 2]! - bare.data[i + 2]!),
      )
      if (d >= INK.text && ++changed >= needed) return true
    }
  }
  return false
}
