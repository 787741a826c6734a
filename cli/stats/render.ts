import type { Group, Statistics } from '../../schemas/statistics.ts'
import { reasonText, ruleText, sourceText, stateText } from '../code-words.ts'
import { block, counted, page, right } from '../compare/shown.ts'
import { say } from '../language.ts'
import { printable } from '../printable.ts'
import { type Cell, layoutTable } from '../show/layout.ts'
import type { Style } from '../style.ts'

/** Agencies and fields that are printed; --json has all. */
const LISTED = 15

type Rows = readonly (readonly Cell[])[]

/** Statistics as lines for a terminal of `width` columns. */
export function statisticsText(statistics: Statistics, style: Style, width: number): string {
  const { all, agencies, checks } = statistics
  const table = (title: string, header: readonly Cell[], rows: Rows) =>
    block(title, rows.length === 0 ? [] : layoutTable(header, rows, width, style.flag), style, width)
  const group = (title: string, first: string, groups: readonly (readonly [string, Group])[]) =>
    table(title, groupHeader(first), groups.map(groupRow))
  const beyond = agencies.list.length - LISTED
  const others = agencies.rest.reports
  return page([
    [style.strong(headline(statistics)), ...summary(statistics)],
    group(
      say('By year', '按年份'),
      say('year', '年份'),
      statistics.years.map((one) => [`${one.key ?? NONE()}`, one]),
    ),
    group(
      say('By form', '按表式'),
      say('form', '表式'),
      statistics.forms.map((one) => [one.key ?? NONE(), one]),
    ),
    group(
      say('By source', '按来源'),
      say('source', '来源'),
      statistics.kinds.map((one) => [sourceText(one.key), one]),
    ),
    table(
      say('By agency', '按机关'),
      [{ text: say('agency', '机关') }, right(say('years', '年份')), ...groupHeader('').slice(1)],
      agencies.list.slice(0, LISTED).map((one) => {
        const [name, ...counts] = groupRow([one.key, one])
        return [name!, right(yearsOf(one)), ...counts]
      }),
    ),
    [
      ...(beyond > 0
        ? [
            style.faint(
              say(
                `… and ${counted(beyond, 'more agency', 'more agencies')}; --json has all`,
                `…… 另有 ${beyond} 个机关；--json 可看全部`,
              ),
            ),
          ]
        : []),
      ...(others > 0
        ? [
            style.faint(
              say(`${counted(others, 'report')} of agencies beyond the list`, `列表之外的机关有 ${others} 份报告`),
            ),
          ]
        : []),
    ],
    table(say('Checks by rule', '按规则分列的核对项'), ruleHeader(), checks.rules.map(ruleRow)),
    table(
      say('Why fields are in review', '待核对的原因'),
      reasonHeader(),
      statistics.reasons.map(({ reason, fields, alone, reports }) => [
        { text: reasonText(reason) },
        right(fields),
        right(alone),
        right(reports),
      ]),
    ),
    table(
      say('Fields most often in review', '最常待核对的字段'),
      [{ text: say('field', '字段') }, right(say('reports', '报告'))],
      statistics.fieldsInReview.list
        .slice(0, LISTED)
        .map(({ id, reports }) => [{ text: printable(id) }, right(reports)]),
    ),
    table(
      say('Fields by state', '字段状态'),
      [{ text: say('state', '状态') }, right(say('fields', '字段')), right('%')],
      Object.entries(statistics.states).map(([state, count]) => [
        { text: stateText(state) },
        right(count),
        right(percent(count, all.fields)),
      ]),
    ),
    table(
      say('Problems', '问题'),
      [{ text: say('code', '代码') }, right(say('times', '次数')), right(say('reports', '报告'))],
      statistics.problems.map(({ code, times, reports }) => [{ text: code }, right(times), right(reports)]),
    ),
  ])
}

const NONE = () => say('none', '无')

function headline({ all, agencies }: Statistics): string {
  const reports = say(`${all.reports} report${all.reports === 1 ? '' : 's'}`, `${all.reports} 份报告`)
  const more = agencies.rest.reports > 0 ? '+' : ''
  const count = agencies.list.length
  return `${reports} · ${say(`${count}${more} agenc${count === 1 ? 'y' : 'ies'}`, `${count}${more} 个机关`)}`
}

function summary({ all, unknown, checks, states }: Statistics): readonly string[] {
  const { source, reading, unknown: unexplained } = checks.verdicts
  const figures = states.number ?? 0
  return [
    say(
      `${all.needReview} ${all.needReview === 1 ? 'needs' : 'need'} review (${percent(all.needReview, all.reports)} %), ${unknown} of no known form`,
      `待核对 ${all.needReview} 份（${percent(all.needReview, all.reports)}%），表式不明 ${unknown} 份`,
    ),
    say(
      `${counted(all.fields, 'field')}, ${figures} of them figures; ${all.review} in review (${percent(all.review, all.fields)} %), ${all.corrected} corrected; mean confidence ${all.confidence?.toFixed(4) ?? '–'}`,
      `字段 ${all.fields} 个，其中数字 ${figures} 个；待核对 ${all.review} 个（${percent(all.review, all.fields)}%），已更正 ${all.corrected} 个；平均置信度 ${all.confidence?.toFixed(4) ?? '–'}`,
    ),
    say(
      `${counted(checks.pass, 'check')} ${checks.pass === 1 ? 'passes' : 'pass'}, ${checks.fail} fail (${source} printed so, ${reading} perhaps misread, ${unexplained} unexplained), ${checks.notAssessable} not assessable`,
      `核对项：相符 ${checks.pass} 项，不符 ${checks.fail} 项（原件如此 ${source}，可能误读 ${reading}，原因不明 ${unexplained}），无法判断 ${checks.notAssessable} 项`,
    ),
  ]
}

function groupHeader(first: string): readonly Cell[] {
  return [
    { text: first },
    right(say('reports', '报告')),
    right(say('to review', '待核对')),
    right(say('fields', '字段')),
    right(say('in review', '待核对字段')),
    right('%'),
    right(say('confidence', '平均置信度')),
    right(say('failing', '不符项')),
  ]
}

function groupRow([name, group]: readonly [string, Group]): readonly Cell[] {
  return [
    { text: printable(name) },
    right(group.reports),
    right(group.needReview),
    right(group.fields),
    right(group.review),
    right(percent(group.review, group.fields)),
    right(group.confidence?.toFixed(4) ?? '–'),
    right(group.failing),
  ]
}

function ruleHeader(): readonly Cell[] {
  return [
    { text: say('rule', '规则') },
    right(say('pass', '相符')),
    right(say('fail', '不符')),
    right(say('printed so', '原件如此')),
    right(say('misread?', '可能误读')),
    right(say('unknown', '原因不明')),
    right(say('unassessed', '无法判断')),
  ]
}

function ruleRow({
  rule,
  pass,
  fail,
  notAssessable,
  verdicts,
}: Statistics['checks']['rules'][number]): readonly Cell[] {
  const counts = [pass, fail, verdicts.source, verdicts.reading, verdicts.unknown, notAssessable]
  return [{ text: printable(say(rule, `${rule} ${ruleText(rule, '')}`.trim())) }, ...counts.map(right)]
}

function reasonHeader(): readonly Cell[] {
  return [
    { text: say('reason', '原因') },
    right(say('fields', '字段')),
    right(say('alone', '仅此原因')),
    right(say('reports', '报告')),
  ]
}

function yearsOf({ firstYear, lastYear }: Statistics['agencies']['list'][number]): string {
  if (firstYear === null) return '–'
  return firstYear === lastYear ? `${firstYear}` : `${firstYear}–${lastYear}`
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : ((100 * part) / whole).toFixed(1)
}
