import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outgoing } from '../../../export/outgoing.ts'
import type { EntryHead } from '../../../export/zip/records.ts'
import type { ZipEntry } from '../../../export/zip/zip.ts'
import type { Problem } from '../../../schemas/problem.ts'
import type { Store } from '../../../store/open.ts'
import type { FilesFormat } from '../../api/export-names.ts'
import type { Makers } from './making/makers.ts'
import { storedFiles } from './stored-files.ts'

/** A report's files, packed, and what is left out of them. The files can be taken once, in their order. */
export type MadeReport = { readonly entries: readonly EntryHead[]; readonly problems: readonly Problem[] }

/** A report on its way out of a store. */
export type StoredReport = Omit<Outgoing, 'document'> & { readonly document: string }

/** Makes reports' files one report at a time, for one download. Whoever started it closes it. */
export type Workshop = {
  make(one: StoredReport, format: FilesFormat, signal: AbortSignal): Promise<MadeReport>
  /** The files of the report that was made last. */
  files(): AsyncGenerator<ZipEntry>
  close(): Promise<void>
}

const PIECE = 256 * 1024

/**
 * A folder in the system's temporary one, which takes one report's files: however slowly somebody fetches them, the
 * process that made them goes on with others' reports.
 */
export async function openWorkshop(store: Store, makers: Makers): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-export-'))
  const into = join(folder, 'report')
  let entries: readonly EntryHead[] = []
  return {
    async make(one, format, signal) {
      const { name, stem, document, bytes } = one
      const corrections = (await one.corrections?.()) ?? []
      const stored = await storedFiles(store, document)
      const made = await makers.make({ format, name, stem, report: bytes, corrections, stored, into }, signal)
      entries = made.entries
      return made
    },
    async *files() {
      if (entries.length === 0) return
      const file = await open(into)
      try {
        let at = 0
        for (const head of entries) {
          yield { head, data: stretch(file, at, head.packedSize) }
          at += head.packedSize
        }
      } finally {
        await file.close()
      }
    },
    // A process that was ended may have made the file at the last moment.
    close: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  }
}

async function* stretch(file: FileHandle, start: number, length: number): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length; ) {
    const { buffer, bytesRead } = await file.read(
      Buffer.allocUnsafe(Math.min(PIECE, length - done)),
      0,
      Math.min(PIECE, length - done),
      start + done,
    )
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    done += bytesRead
  }
}
