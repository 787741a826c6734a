import type { Gray } from '../../pipeline/image/raster.ts'
import type { CropReading } from '../../pipeline/read/reader.ts'
import type { CropKind } from './protocol.ts'

/** An engine as it runs in its thread. `version` names it and its data: readings may be kept under it. */
export type Engine = {
  readonly version: string
  read(kind: CropKind, crops: readonly Gray[]): Promise<readonly CropReading[]>
}

/** Runs what calls a library's own machine code, so that nobody ends the thread in the middle of it. */
export type Guard = <T>(work: () => Promise<T>) => Promise<T>
