import type { Gray } from '../../pipeline/image/raster.ts'

/** Crops in one buffer, one after the other, to cross to another thread: each alone might drag a whole page along. */
export type PackedCrops = {
  readonly sizes: readonly (readonly [width: number, height: number])[]
  readonly data: Uint8Array
}

export function packCrops(crops: readonly Gray[]): PackedCrops {
  const data = new Uint8Array(crops.reduce((sum, { width, height }) => sum + width * height, 0))
  let at = 0
  for (const crop of crops) {
    const size = crop.width * crop.height
    if (size < 1 || crop.data.length < size)
      throw new RangeError(`a crop of ${crop.width} × ${crop.height} pixels holds ${crop.data.length}`)
    data.set(crop.data.subarray(0, size), at)
    at += size
  }
  return { sizes: crops.map(({ width, height }) => [width, height]), data }
}

export function unpackCrops({ sizes, data }: PackedCrops): readonly Gray[] {
  let at = 0
  return sizes.map(([width, height]) => {
    const start = at
    at += width * height
    return { width, height, data: data.subarray(start, at) }
  })
}
