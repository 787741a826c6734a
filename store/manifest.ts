import { z } from 'zod'
import { Problem } from '../schemas/problem.ts'

/** What a report amounted to, so that a summary need not open reports that were left as they were. */
export const Tally = z.object({
  accepted: z.number().int(),
  review: z.number().int(),
  problems: z.number().int(),
  /** The report has something for a reviewer. */
  needed: z.boolean(),
  /** The first of the problems that say a part of the document was not read. */
  unread: Problem.nullable(),
  /** No known form was found. */
  unknown: z.boolean(),
  tables: z.number().int(),
  sections: z.number().int(),
})
export type Tally = Readonly<z.infer<typeof Tally>>

/**
 * One report of an output folder. `input` is the path of what it was read from, relative to the folder; `sha256` that
 * content's hash; `key` the hash of reader and options. Stamps are `stampOf` a file at the time its hash was taken,
 * null where the file was too fresh to trust one.
 */
export const Entry = z.object({
  input: z.string(),
  sha256: z.string(),
  stamp: z.string().nullable(),
  key: z.string(),
  output: z.object({ sha256: z.string(), stamp: z.string().nullable() }),
  tally: Tally,
})
export type Entry = Readonly<z.infer<typeof Entry>>

const FORMAT = 'nianbao/manifest@1'
const Manifest = z.object({ format: z.literal(FORMAT), entries: z.record(z.string(), Entry) })

/** Entries by file name. A manifest that is torn, foreign or of another version counts as none: everything is done again. */
export function parseManifest(text: string): Map<string, Entry> {
  try {
    return new Map(Object.entries(Manifest.parse(JSON.parse(text)).entries))
  } catch {
    return new Map()
  }
}

export function formatManifest(entries: ReadonlyMap<string, Entry>): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
  return `${JSON.stringify({ format: FORMAT, entries: Object.fromEntries(sorted) }, null, 1)}\n`
}
