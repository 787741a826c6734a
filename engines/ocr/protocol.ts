import type { CropReading, Reader } from '../../pipeline/read/reader.ts'
import type { Gate } from './gate.ts'
import type { PackedCrops } from './transfer.ts'

export type ReaderName = Reader['name']
/** Figures or lines of text: the two things a reader is asked to read. */
export type CropKind = 'figures' | 'lines'

/** What a reader's thread is told when it starts. `models` is a folder with a newer model for PP-OCR. */
export type ThreadData = { readonly reader: ReaderName; readonly models?: string | undefined; readonly gate: Gate }

export type ReadRequest = { readonly id: number; readonly kind: CropKind; readonly crops: PackedCrops }

/**
 * What the thread says: once, that it is ready or why it will never be (an expected failure, told in words), then an
 * answer to every request, in their order.
 */
export type ThreadMessage =
  | { readonly ready: string }
  | { readonly unusable: string }
  | { readonly id: number; readonly readings: readonly CropReading[] }
  | { readonly id: number; readonly failed: string }
