import { TableMark } from '../../schemas/correction.ts'
import type { LastWord } from '../../store/review/open-items.ts'

/** What people say that tables of a document are, by subject, the latest word last; what was taken back is not among it. */
export function standingMarks(words: ReadonlyMap<string, LastWord>): Record<string, TableMark> {
  const said = [...words].filter(([subject]) => subject.startsWith('table:')).sort(([, a], [, b]) => a.at - b.at)
  return Object.fromEntries(
    said.flatMap(([subject, { after_json }]) => {
      const mark = TableMark.safeParse(JSON.parse(after_json))
      return mark.success ? [[subject, mark.data] as const] : []
    }),
  )
}
