import { readDocument } from '../../engines/source/read.ts'
import type { Reread } from '../sources/original.ts'

/** Reads a report's original once more, in this process: what is not kept in a store has to be read for its places. */
export const readAgain: Reread = async (bytes, { source }) => {
  const reading = await readDocument(bytes, source.name)
  return 'code' in reading ? reading : reading.readings
}
