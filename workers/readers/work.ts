import { loadFile } from '../../engines/source/load.ts'
import type { PageReading } from '../../schemas/page.ts'
import { assembleReport } from './assemble-report.ts'
import { gravestProblem } from './gravest.ts'
import { holdDocument } from './held-document.ts'
import type { Outcome, ReaderSettings } from './protocol.ts'
import { packReading, unpackReading } from './reading-blob.ts'
import { showPage, showText } from './show-page.ts'
import type { NoResult, ReaderTask } from './tasks.ts'

/** Does tasks, one at a time, in this very process. Throws defects. */
export type Work = { run(task: ReaderTask): Promise<Outcome>; close(): Promise<void> }

type Assemble = Extract<ReaderTask, { kind: 'assemble' }>
type ReadPage = Extract<ReaderTask, { kind: 'page' }>

export function createWork(settings: ReaderSettings): Work {
  const held = holdDocument(settings)

  async function readPage({ source, page }: ReadPage): Promise<Outcome> {
    const started = performance.now()
    const document = await held.take(source)
    if ('kind' in document) return document
    const reading = await document.readPage(page)
    return {
      kind: 'page',
      reading: packReading(reading),
      pageKind: reading.kind,
      code: gravestProblem(reading.problems),
      seconds: Math.round(performance.now() - started) / 1000,
    }
  }

  return {
    async run(task) {
      if (task.kind === 'page') return readPage(task)
      if (task.kind === 'assemble') return assemble(task, settings)
      const document = await held.take(task.source)
      if ('kind' in document) return document
      if (task.kind === 'picture') return showPage(document, task.page, task.maxWidth)
      if (task.kind === 'text') return showText(document)
      return { kind: 'opened', pages: document.pages, problems: document.problems }
    },
    close: held.close,
  }
}

function assemble(task: Assemble, settings: ReaderSettings): Outcome {
  if (task.readings.length !== task.pages)
    throw new Error(`${task.readings.length} readings for ${task.pages} pages of ${task.sha256}`)
  const readings: PageReading[] = []
  for (const [index, path] of task.readings.entries()) {
    const reading = loadReading(path, index + 1)
    if ('kind' in reading && reading.kind === 'problem') return reading
    readings.push(reading as PageReading)
  }
  return assembleReport(task, readings, settings)
}

function loadReading(path: string, page: number): PageReading | NoResult {
  const bytes = loadFile(path, Number.POSITIVE_INFINITY)
  const reading = 'code' in bytes ? null : unpackReading(bytes)
  if (reading?.page === page) return reading
  const why = 'code' in bytes ? bytes.message : 'is torn, or of something else'
  const message = `the stored reading of page ${page} ${why}; let the page be read again`
  return { kind: 'problem', problem: { code: 'file-unreadable', page, message }, retry: true }
}
