import type { FolderFormat } from '../../outgoing.ts'
import { safeStem } from '../names.ts'
import { searchablePdf } from './searchable.ts'

/** STEM.pdf for every report: its original with what was read laid over it. */
export const SEARCHABLE_PDF: FolderFormat = {
  kind: 'folder',
  async *files(report) {
    const original = await report.original()
    if ('code' in original) {
      yield original
      return
    }
    const made = await searchablePdf(report, original)
    if ('code' in made) {
      yield made
      return
    }
    yield { path: `${safeStem(report)}.pdf`, bytes: made.pdf }
    yield* made.problems
  },
}
