import type { Gray } from '../../../pipeline/image/raster.ts'
import type { StripCharacter } from '../strip.ts'
import { decode } from './decode.ts'
import type { Model } from './model.ts'

/** Reads one strip of 48 rows. */
export async function readStrip({ session, Tensor, keys }: Model, gray: Gray): Promise<readonly StripCharacter[]> {
  const input = new Tensor('float32', planes(gray), [1, 3, gray.height, gray.width])
  const output = await session.run({ [session.inputNames[0]!]: input })
  const { dims, data } = output[session.outputNames[0]!]!
  const emission = { steps: dims[1]!, classes: dims[2]!, data: data as Float32Array }
  return decode(emission, keys, gray.width, gray.height / 2)
}

/** The same grey in all three planes, 0 … 255 as -1 … 1. */
function planes({ data }: Gray): Float32Array {
  const size = data.length
  const out = new Float32Array(3 * size)
  for (let i = 0; i < size; i++) out[i] = data[i]! / 127.5 - 1
  out.copyWithin(size, 0, size)
  out.copyWithin(2 * size, 0, size)
  return out
}
