import { type FileHandle, open, readFile } from 'node:fs/promises'
import { loadFormat } from '../../../../export/formats.ts'
import type { FolderFormat, Original, Outgoing } from '../../../../export/outgoing.ts'
import { parseReport } from '../../../../export/sources/parse.ts'
import { packFile } from '../../../../export/zip/pack.ts'
import type { EntryHead } from '../../../../export/zip/records.ts'
import type { Form } from '../../../../schemas/form.ts'
import type { PageReading } from '../../../../schemas/page.ts'
import type { Problem } from '../../../../schemas/problem.ts'
import { unpack } from '../../../../store/packed.ts'
import type { Made, MakeOrder, StoredFiles } from './protocol.ts'

/** Makes the files of one report and packs them into a file; `onFile` is called for each. Throws what the disk says. */
export async function makeFiles(order: MakeOrder, forms: readonly Form[], onFile: () => void): Promise<Made> {
  const report = parseReport(order.report, false)
  if ('code' in report) return { entries: [], problems: [report] }
  const format = (await loadFormat(order.format, { forms, oneFile: false })) as FolderFormat
  const { name, stem, report: bytes, corrections, stored } = order
  const one: Outgoing = {
    ...{ name, stem, report, bytes },
    original: () => originalIn(stored),
    corrections: async () => corrections,
  }
  const file = await open(order.into, 'w')
  try {
    return await writeFiles(format, one, file, onFile)
  } finally {
    await file.close()
  }
}

async function writeFiles(format: FolderFormat, one: Outgoing, file: FileHandle, onFile: () => void): Promise<Made> {
  const entries: EntryHead[] = []
  const problems: Problem[] = []
  for await (const made of format.files(one)) {
    if ('code' in made) {
      problems.push(made)
      continue
    }
    const { head, data } = await packFile(made)
    await file.appendFile(data)
    entries.push(head)
    onFile()
  }
  return { entries, problems }
}

async function originalIn(stored: StoredFiles | Problem): Promise<Original | Problem> {
  if ('code' in stored) return stored
  const readings: PageReading[] = []
  for (const path of stored.readings) {
    const text = unpack(await readFile(path))
    if (!text)
      return { code: 'file-unreadable', message: 'the reading of a page is torn; let the document be read again' }
    readings.push(JSON.parse(new TextDecoder().decode(text)) as PageReading)
  }
  return { bytes: new Uint8Array(await readFile(stored.original)), password: stored.password, readings }
}
