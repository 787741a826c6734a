import { stringify } from 'csv-stringify/sync'
import { harmless } from '../../../export/csv/harmless.ts'
import { packFile } from '../../../export/zip/pack.ts'
import type { ZipEntry } from '../../../export/zip/zip.ts'
import { chineseMessage } from '../../../pipeline/problems/chinese.ts'
import { CHINESE_PROBLEMS } from '../../../pipeline/problems/chinese-codes.ts'
import type { Problem } from '../../../schemas/problem.ts'

/** What an export lacks, for the list that goes into the zip. */
export type LeftOut = {
  add(name: string, problem: Problem): void
  /** The lists that are due: a full one, or at the end what is left. */
  lists(atEnd: boolean): AsyncGenerator<ZipEntry>
}

const LIST_NAME = 'left-out.csv'

/** Whether a name is that of a list: no report's files are to be called so. */
export function isListName(name: string): boolean {
  return /^left-out(?:-\d+)?\.csv$/i.test(name)
}

/** Lines of one list, so that none of them grows with the number of reports. */
const MOST_LINES = 20_000

/** Gathers what is left out as CSV that Excel opens too: a line for each document and page, with the code and what to do in both languages. */
export function leftOut(): LeftOut {
  let lines: string[][] = []
  let written = 0
  return {
    add(name, { code, page, message }) {
      const chinese = chineseMessage(message)?.sentence ?? CHINESE_PROBLEMS[code].sentence
      lines.push([harmless(name), code, page === undefined ? '' : `${page}`, harmless(message), chinese])
    },
    async *lists(atEnd) {
      while (lines.length >= MOST_LINES || (atEnd && lines.length > 0)) {
        const text = stringify([['document', 'code', 'page', 'message', '说明'], ...lines.slice(0, MOST_LINES)])
        lines = lines.slice(MOST_LINES)
        written++
        const path = written === 1 ? LIST_NAME : LIST_NAME.replace('.', `-${written}.`)
        const { head, data } = await packFile({ path, bytes: Buffer.from(`\ufeff${text}`) })
        yield { head, data: [data] }
      }
    },
  }
}
