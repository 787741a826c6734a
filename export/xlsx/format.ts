import type { Form } from '../../schemas/form.ts'
import type { FolderFormat, Outgoing, StreamFormat } from '../outgoing.ts'
import { workbook } from './workbook.ts'

/** Reports that one workbook takes: it is made in memory, and nobody leafs through more sheets. */
export const MOST_SHEETS = 200

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** NAME.xlsx for every report. */
export function xlsx(forms: readonly Form[]): FolderFormat {
  return {
    kind: 'folder',
    mediaType: MEDIA_TYPE,
    async *files(one) {
      yield { path: `${one.stem}.xlsx`, bytes: await workbook([one], forms) }
    },
  }
}

/** One workbook with a sheet for every report. */
export function xlsxBook(forms: readonly Form[]): StreamFormat {
  return {
    kind: 'stream',
    extension: 'xlsx',
    mediaType: MEDIA_TYPE,
    most: MOST_SHEETS,
    async *write(reports, sink) {
      const all: Outgoing[] = []
      for await (const one of reports) {
        const { name } = one
        if ('problem' in one) yield { name, kind: 'problem', problem: one.problem }
        else if (all.length === MOST_SHEETS) yield { name, kind: 'problem', problem: FULL }
        else {
          all.push(one)
          yield { name, kind: 'written' }
        }
      }
      await sink.write(await workbook(all, forms))
    },
  }
}

const FULL = {
  code: 'output-failed',
  message: `one workbook takes ${MOST_SHEETS} reports; give --out DIR for a workbook each, or take xlsx-long`,
} as const
