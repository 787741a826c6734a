import type { Gray } from '../../pipeline/image/raster.ts'
import type { CropReading } from '../../pipeline/read/reader.ts'
import { readDistinct } from './distinct.ts'
import { packStrips, type StripCharacter, type StripLayout, shareOut } from './strip.ts'

/** An engine's look at one strip. */
export type ReadStrip = (strip: Gray) => readonly StripCharacter[] | Promise<readonly StripCharacter[]>

/**
 * Reads crops side by side on strips: these networks read a figure better, and faster, among others than alone. So what
 * a crop reads as depends a little on its neighbours in the request, and on nothing else: the same crops in the same order
 * always read the same. A crop on which nothing was seen is read once more by itself: in a row of equal figures one may
 * get lost.
 */
export function readStrips(
  crops: readonly Gray[],
  layout: StripLayout,
  readStrip: ReadStrip,
): Promise<readonly CropReading[]> {
  const pass = async (some: readonly Gray[], widest: number) => {
    const strips = packStrips(some, { ...layout, widest })
    const seen: (readonly StripCharacter[])[] = []
    for (const { gray } of strips) seen.push(await readStrip(gray))
    return shareOut(strips, seen, some.length)
  }
  return readDistinct(crops, async (distinct) => {
    const readings = [...(await pass(distinct, layout.widest))]
    const lost = layout.widest > 0 ? [...readings.keys()].filter((i) => readings[i]!.text === '') : []
    const again = await pass(
      lost.map((i) => distinct[i]!),
      0,
    )
    lost.forEach((i, at) => {
      readings[i] = again[at]!
    })
    return readings
  })
}
