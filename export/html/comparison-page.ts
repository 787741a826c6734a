import { fieldLabels } from '../../pipeline/compare/labels.ts'
import type { Comparison, Party } from '../../schemas/comparison.ts'
import type { Form } from '../../schemas/form.ts'
import { KIND_WORDS } from './codes.ts'
import { html, type Markup } from './markup.ts'
import { dataTable, type PageLanguage, type Say, sayIn, section, wholePage } from './page.ts'
import { readingsSections } from './readings-sections.ts'
import { yearsSections } from './years-sections.ts'

export type ComparisonPageOptions = {
  /** The forms whose printed labels name the fields. */
  readonly forms: readonly Form[]
  readonly language: PageLanguage
}

/** A comparison as one page of HTML in one file. The same comparison gives the same page, byte for byte. */
export function comparisonPage(comparison: Comparison, { forms, language }: ComparisonPageOptions): string {
  const say = sayIn(language)
  const labels = fieldLabels(forms)
  const { a, b } = comparison
  const title =
    comparison.compared === 'years'
      ? say(
          `${a.organization ?? a.name}：${a.year ?? '?'} 与 ${b.year ?? '?'} 年`,
          `${a.organization ?? a.name}: ${a.year ?? '?'} and ${b.year ?? '?'}`,
        )
      : say('两次读取结果的比较', 'Two readings compared')
  const body =
    comparison.compared === 'years'
      ? yearsSections(comparison, labels, say)
      : readingsSections(comparison.readings, labels, say)
  const summary = `${a.name} · ${b.name}`
  return wholePage(language, title, summary, [...warnings(comparison, say), ...parties(comparison, say), ...body])
}

function warnings({ related, doubtful }: Comparison, say: Say): readonly Markup[] {
  const unrelated = say(
    '两份报告看不出有何关系，仍逐项比较，结果仅供参考。',
    'Nothing says that these reports belong together; they are compared all the same.',
  )
  const doubt = say('判断二者关系所依据的字段尚待复核：', 'In review, and what they are to each other hangs on it: ')
  return [
    ...(related ? [] : [html`<p class="warn">${unrelated}</p>`]),
    ...(doubtful.length === 0 ? [] : [html`<p class="warn">${doubt}${doubtful.join(' ')}</p>`]),
  ]
}

function parties({ a, b }: Comparison, say: Say): readonly Markup[] {
  const columns = [
    { title: '' },
    { title: say('机构', 'Agency') },
    { title: say('年份', 'Year'), numeric: true },
    { title: say('表样', 'Form'), numeric: true },
    { title: say('来源', 'Source') },
    { title: say('字段', 'Fields'), numeric: true },
    { title: say('待复核', 'In review'), numeric: true },
    { title: say('文件', 'File') },
  ]
  const row = (side: string, party: Party) => ({
    cells: [
      side,
      party.organization ?? '–',
      party.year ?? '–',
      party.form ?? '–',
      say(...KIND_WORDS[party.kind]),
      party.fields,
      party.review,
      html`${party.name} <code>${party.sha256.slice(0, 12)}</code>`,
    ],
  })
  return section(say('所比较的报告', 'What is compared'), null, [dataTable(columns, [row('A', a), row('B', b)])])
}
