import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { OCR } from '../../../../engines/ocr/settings.ts'
import { finishReadings } from '../../../../engines/source/finish.ts'
import { openDocument } from '../../../../engines/source/open.ts'
import { assemble } from '../../../../pipeline/report/assemble.ts'
import type { Correction } from '../../../../schemas/correction.ts'
import { FORMS } from '../../../../schemas/forms/index.ts'
import type { PageReading } from '../../../../schemas/page.ts'
import type { Report } from '../../../../schemas/report.ts'
import { showPage, showText } from '../../../../workers/readers/show-page.ts'
import type { Picture } from '../../../../workers/readers/tasks.ts'

/** A document as the fake server holds it: read for real, its pictures drawn for real. */
export type Held = {
  readonly id: string
  readonly name: string
  readonly pages: number
  readonly pictures: readonly Picture[]
  readonly lines: readonly string[]
  readonly report: (corrections: readonly Correction[]) => Report
}

// On a busy machine a reader would be given up, and a scan say something else.
Object.assign(OCR.patience, { open: 600_000, request: 600_000 })

/** Reads a sample and draws its pages, as the reader processes do. `change` is applied to its page readings. */
export async function hold(path: string, change: (page: PageReading) => PageReading = (page) => page): Promise<Held> {
  const bytes = readFileSync(path)
  const name = basename(path)
  const document = await openDocument(bytes, name)
  if ('code' in document) throw new Error(document.message)
  const numbers = Array.from({ length: document.pages }, (_, i) => i + 1)
  const pages: PageReading[] = []
  const pictures: Picture[] = []
  for (const number of numbers) {
    pages.push(change(await document.readPage(number)))
    const picture = document.type === 'text' ? null : await showPage(document, number, 1600)
    if (picture?.kind === 'picture') pictures.push(picture)
  }
  const text = showText(document)
  await document.close()
  const { readings, problems } = finishReadings(pages, document.problems)
  const id = createHash('sha256').update(bytes).digest('hex')
  const source = { name, sha256: id, pages: numbers.length }
  return {
    id,
    name,
    pages: numbers.length,
    pictures,
    lines: text.kind === 'text' ? text.lines : [],
    report: (corrections) => assemble(readings, { source, forms: FORMS, problems, corrections }),
  }
}
