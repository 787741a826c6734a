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
    comparison.compared === 'years' ? yearsTitle(a, b, say) : say('两次读取结果的比较', 'Two readings compared')
  const body =
    comparison.compared === 'years'
      ? yearsSections(comparison, labels, say)
      : readingsSections(comparison.readings, labels, say)
  const summary = `${a.name} · ${b.name}`
  return wholePage(language, title, summary, [...warnings(comparison, say), ...parties(comparison, say), ...body])
}

/** Both names where they are two: nobody should take another agency's figures for a change. */
function yearsTitle(a: Party, b: Party, say: Say): string {
  const [one, other] = [a, b].map(({ organization, name }) => organization ?? name)
  const [from, to] = [a, b].map(({ year }) => year ?? '?')
  return one === other
    ? say(`${one}：${from} 与 ${to} 年`, `${one}: ${from} and ${to}`)
    : say(`${one}（${from} 年）与${other}（${to} 年）`, `${one} (${from}) and ${other} (${to})`)
}

function warnings({ related, compared, doubtful }: Comparison, say: Say): readonly Markup[] {
  const unrelated =
    compared === 'years'
      ? say(
          '两份报告属于两个机关，差异并不是变化；仍按两个年度比较，结果仅供参考。',
          'These are two agencies, so what differs is no change; they are compared as two years all the same.',
        )
      : say(
          '两份报告看不出有何关系，仍逐项比较，结果仅供参考。',
          'Nothing says that these reports belong together; they are compared all the same.',
        )
  const doubt = say('判断二者关系所依据的字段尚待核对：', 'In review, and what they are to each other hangs on it: ')
  return [
    ...(related ? [] : [html`<p class="warn">${unrelated}</p>`]),
    ...(doubtful.length === 0 ? [] : [html`<p class="warn">${doubt}${doubtful.join(' ')}</p>`]),
  ]
}

function parties({ a, b }: Comparison, say: Say): readonly Markup[] {
  const columns = [
    { title: '' },
    { title: say('机关', 'Agency') },
    { title: say('年份', 'Year'), numeric: true },
    { title: say('表式', 'Form'), numeric: true },
    { title: say('来源', 'Source') },
    { title: say('字段', 'Fields'), numeric: true },
    { title: say('待核对', 'In review'), numeric: true },
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
