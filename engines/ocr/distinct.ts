import type { Gray } from '../../pipeline/image/raster.ts'

/**
 * Crops that are alike to the last pixel are read once: on clean pages that is most zeros. `reads` is given each distinct
 * crop in the order of its first appearance.
 */
export async function readDistinct<T>(
  crops: readonly Gray[],
  reads: (distinct: readonly Gray[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const places = new Map<string, number>()
  const distinct: Gray[] = []
  const place = crops.map((crop) => {
    const { width, height, data } = crop
    const bytes = Buffer.from(data.buffer, data.byteOffset, width * height)
    const key = `${width}×${height}:${bytes.toString('latin1')}`
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, distinct.length)
    return distinct.push(crop) - 1
  })
  const results = await reads(distinct)
  return place.map((index) => results[index]!)
}
