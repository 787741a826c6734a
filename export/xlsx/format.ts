import type { Form } from '../../schemas/form.ts'
import type { Exported, FolderFormat, Outgoing, OutgoingReports, StreamFormat } from '../outgoing.ts'
import { workbook } from './workbook.ts'

/**
 * Reports that one workbook takes, a sheet each. It is written in constant memory, but not opened so: Excel knows no bound
 * but its memory, LibreOffice takes 1.2 MB and 27 ms of a processor for each sheet.
 */
export const MOST_SHEETS = 2_000

export const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** NAME.xlsx for every report. */
export function xlsx(forms: readonly Form[]): FolderFormat {
  return {
    kind: 'folder',
    mediaType: MEDIA_TYPE,
    async *files(one) {
      const pieces: Uint8Array[] = []
      for await (const bytes of workbook(only(one), forms, true)) pieces.push(bytes)
      yield { path: `${one.stem}.xlsx`, bytes: Buffer.concat(pieces) }
    },
  }
}

/** One workbook with a sheet for every report, written while they come. */
export function xlsxBook(forms: readonly Form[], most = MOST_SHEETS): StreamFormat {
  return {
    kind: 'stream',
    extension: 'xlsx',
    mediaType: MEDIA_TYPE,
    most,
    async *write(reports, sink) {
      const results: Exported[] = []
      for await (const bytes of workbook(upTo(most, reports, results), forms, false)) {
        yield* results.splice(0)
        if (!(await sink.write(bytes))) return
      }
      yield* results.splice(0)
    },
  }
}

async function* only(one: Outgoing): AsyncGenerator<Outgoing> {
  yield one
}

/** The reports that fit; what became of each, and of those that do not, goes into `results`. */
async function* upTo(most: number, reports: OutgoingReports, results: Exported[]): AsyncGenerator<Outgoing> {
  let count = 0
  for await (const one of reports) {
    const { name } = one
    if ('problem' in one) results.push({ name, kind: 'problem', problem: one.problem })
    else if (count === most) results.push({ name, kind: 'problem', problem: full(most) })
    else {
      count++
      yield one
      results.push({ name, kind: 'written' })
    }
  }
}

function full(most: number) {
  const message = `one workbook takes ${most} reports; give --out DIR for a workbook each, or take xlsx-long`
  return { code: 'output-failed', message } as const
}
