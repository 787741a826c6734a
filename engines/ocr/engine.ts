import type { Gray } from '../../pipeline/image/raster.ts'
import type { CropReading } from '../../pipeline/read/reader.ts'
import type { CropKind } from './protocol.ts'

/** An engine as it runs in its thread. `version` names it and its data: readings may be kept under it. */
export type Engine = {
  readonly version: string
  read(kind: CropKind, crops: readonly Gray[]): Promise<readonly CropReading[]>
}
