import type { Problem } from '../../schemas/problem.ts'
import type { Report } from '../../schemas/report.ts'
import type { ExportFile, Outgoing } from '../outgoing.ts'
import { pageName, safeStem } from './names.ts'
import { type ArchivedPage, archivedPages } from './pages.ts'

/** A text file for each page of a report, in a folder of the report's name; what went wrong with pages comes last. */
export async function* pageFiles(
  report: Outgoing,
  ending: Parameters<typeof pageName>[1],
  write: (page: ArchivedPage, report: Report) => string,
): AsyncGenerator<ExportFile | Problem> {
  const original = await report.original()
  if ('code' in original) {
    yield original
    return
  }
  const problems: Problem[] = []
  for await (const page of archivedPages(report, original)) {
    if ('code' in page) problems.push(page)
    else {
      const path = `${safeStem(report)}/${pageName(page.text.page, ending)}`
      yield { path, bytes: Buffer.from(write(page, report.report), 'utf8') }
    }
  }
  yield* problems
}
