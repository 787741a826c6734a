import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readDocument } from '../../engines/source/read.ts'
import { assemble } from '../../pipeline/report/assemble.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import type { Report } from '../../schemas/report.ts'

/** Reads a file and assembles its report, as `extract` does, in this process. */
export async function extractFile(path: string): Promise<Report> {
  const bytes = readFileSync(path)
  const reading = await readDocument(bytes, basename(path))
  if ('code' in reading) throw new Error(`${path}: ${reading.message}`)
  return assemble(reading.readings, {
    source: { name: basename(path), sha256: createHash('sha256').update(bytes).digest('hex'), pages: reading.pages },
    forms: FORMS,
    problems: reading.problems,
  })
}
