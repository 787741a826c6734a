import { fieldLabels } from '../../pipeline/compare/labels.ts'
import type { Form } from '../../schemas/form.ts'
import type { Statistics } from '../../schemas/statistics.ts'
import { counted, type PageLanguage, sayIn, tiles, wholePage } from './page.ts'
import { agencySection } from './statistics-agencies.ts'
import { checkSections } from './statistics-checks.ts'
import { fieldSections } from './statistics-fields.ts'
import { groupSections } from './statistics-groups.ts'

export type StatisticsPageOptions = {
  /** The forms whose printed labels name the fields. */
  readonly forms: readonly Form[]
  readonly language: PageLanguage
}

/** Statistics as one page of HTML in one file, with plots. The same statistics give the same page, byte for byte. */
export function statisticsPage(statistics: Statistics, { forms, language }: StatisticsPageOptions): string {
  const say = sayIn(language)
  const { all, agencies, checks, years } = statistics
  const known = years.flatMap(({ key }) => key ?? [])
  const [first, last] = [known[0], known.at(-1)]
  const span = first === undefined ? '' : first === last ? ` · ${first}` : ` · ${first}–${last}`
  const number = (count: number) => count.toLocaleString('en')
  const share = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`)
  const more = agencies.rest.reports > 0 ? '+' : ''
  return wholePage(
    language,
    say('年报读取统计', 'What the reports come to'),
    `${say(`${number(all.reports)} 份报告`, counted(all.reports, 'report'))}${span} · ${statistics.readers.map(({ reader }) => reader).join(', ')}`,
    [
      tiles([
        { figure: number(all.reports), what: say('份报告', all.reports === 1 ? 'report' : 'reports') },
        {
          figure: `${number(agencies.list.length)}${more}`,
          what: say('个机关', agencies.list.length === 1 && more === '' ? 'agency' : 'agencies'),
        },
        {
          figure: share(all.needReview, all.reports),
          what: say('报告待核对', 'of reports need review'),
          tone: all.needReview > 0 ? 'care' : '',
        },
        { figure: share(all.review, all.fields), what: say('字段待核对', 'of fields in review') },
        { figure: all.confidence?.toFixed(4) ?? '–', what: say('平均置信度', 'mean confidence') },
        {
          figure: number(checks.fail),
          what: say('个核对项不符', checks.fail === 1 ? 'check fails' : 'checks fail'),
          tone: checks.fail > 0 ? 'bad' : '',
        },
      ]),
      ...groupSections(statistics, say),
      ...fieldSections(statistics, fieldLabels(forms), say),
      ...checkSections(statistics, say),
      ...agencySection(statistics, say),
    ],
  )
}
