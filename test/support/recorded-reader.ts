import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { OpenReader } from '../../engines/ocr/open.ts'
import type { CropKind } from '../../engines/ocr/protocol.ts'
import type { Gray } from '../../pipeline/image/raster.ts'
import type { CropReading, Reader } from '../../pipeline/read/reader.ts'

type Seen = readonly [text: string, score: number, from: number, to: number]
type Readings = Record<CropKind, Record<string, readonly Seen[]>>
type Recording = { readonly reader: Reader['name']; readonly version: string; readonly readings: Readings }

/**
 * A reader that keeps what `reader` says of every crop, by the crop's content, and `save`s it to a file that replayReader
 * takes. What an older file of the same reader and version holds is kept.
 */
export function recordReader(reader: OpenReader, path: string): { readonly reader: OpenReader; save(): void } {
  const old = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Recording) : null
  const same = old?.reader === reader.name && old.version === reader.version
  const readings: Readings = same ? old.readings : { figures: {}, lines: {} }
  const keep = (kind: CropKind) => async (crops: readonly Gray[]) => {
    const read = await (kind === 'figures' ? reader.readFigures(crops) : reader.readLines(crops))
    for (const [i, { characters }] of read.entries())
      readings[kind][keyOf(crops[i]!)] = characters.map(({ text, score, from, to }) => [text, score, from, to])
    return read
  }
  return {
    reader: { name: reader.name, version: reader.version, readFigures: keep('figures'), readLines: keep('lines') },
    save: () => {
      const { name, version } = reader
      const sorted = { figures: byKey(readings.figures), lines: byKey(readings.lines) }
      writeFileSync(path, `${JSON.stringify({ reader: name, version, readings: sorted })}\n`)
    },
  }
}

/** Says what was recorded; a crop that was not is an error that tells to record again. */
export function replayReader(path: string): OpenReader {
  const { reader: name, version, readings } = JSON.parse(readFileSync(path, 'utf8')) as Recording
  const say = (kind: CropKind) => async (crops: readonly Gray[]) =>
    crops.map((crop): CropReading => {
      const seen = readings[kind][keyOf(crop)]
      if (!seen) throw new Error(`${path} holds no reading of this crop of ${kind}: record it again`)
      const characters = seen.map(([text, score, from, to]) => ({ text, score, from, to }))
      const score = characters.length === 0 ? 0 : Math.min(...characters.map((c) => c.score))
      return { text: characters.map((c) => c.text).join(''), score, characters }
    })
  return { name, version, readFigures: say('figures'), readLines: say('lines') }
}

function keyOf({ width, height, data }: Gray): string {
  return createHash('sha256')
    .update(`${width}×${height}:`)
    .update(data.subarray(0, width * height))
    .digest('hex')
    .slice(0, 24)
}

function byKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
