import type { Gray } from '../../pipeline/image/raster.ts'
import type { CropReading } from '../../pipeline/read/reader.ts'
import { readDistinct } from './distinct.ts'
import { packStrips, type StripCharacter, type StripLayout, shareOut } from './strip.ts'

/** Letters that make a crop one of narrow characters. */
const LETTERS = 3
/** Figures read this surely lost nothing, … */
const SURE = 0.93
/** … unless there are so few that each is wider than this share of the crop's height; they measure 0.4 to 0.8. */
const WIDE = 1.1

/** An engine's look at one strip. */
export type ReadStrip = (strip: Gray) => readonly StripCharacter[] | Promise<readonly StripCharacter[]>

/**
 * Reads crops side by side on strips: these networks read a figure better, and faster, among others than alone. So what
 * a crop reads as depends a little on its neighbours in the request, and on nothing else: the same crops in the same order
 * always read the same. A crop on which nothing was seen is read once more by itself: in a row of equal figures one may
 * get lost. So are crops of narrow characters, less squeezed.
 */
export function readStrips(
  crops: readonly Gray[],
  layout: StripLayout,
  readStrip: ReadStrip,
): Promise<readonly CropReading[]> {
  const pass = async (some: readonly Gray[], change: Partial<StripLayout>) => {
    const strips = packStrips(some, { ...layout, ...change })
    const seen: (readonly StripCharacter[])[] = []
    for (const { gray } of strips) seen.push(await readStrip(gray))
    return shareOut(strips, seen, some.length)
  }
  return readDistinct(crops, async (distinct) => {
    const readings = [...(await pass(distinct, {}))]
    const redo = async (those: readonly number[], change: Partial<StripLayout>) => {
      const again = await pass(
        those.map((i) => distinct[i]!),
        change,
      )
      those.forEach((i, at) => {
        if (again[at]!.text !== '') readings[i] = again[at]!
      })
    }
    const lost = layout.widest > 0 ? [...readings.keys()].filter((i) => readings[i]!.text === '') : []
    await redo(lost, { widest: 0 })
    const narrow = layout.stretch > 0 ? [...readings.keys()].filter((i) => isNarrow(readings[i]!, distinct[i]!)) : []
    await redo(narrow, { squeeze: layout.stretch, long: undefined })
    return readings
  })
}

/** Letters and figures are half as wide as the characters a squeeze is made for: some of them may have been lost. */
function isNarrow({ text, score, characters }: CropReading, { width, height }: Gray): boolean {
  const letters = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (letters >= LETTERS) return true
  if (!/[\p{Script=Latin}\d]/u.test(text)) return false
  return score < SURE || (!/\p{Script=Han}/u.test(text) && width > WIDE * height * characters.length)
}
