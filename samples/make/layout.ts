import { writeProse } from './prose.ts'
import type { Random } from './random.ts'
import type { Report } from './report.ts'
import { drawLabels, type Habits, layDisputes, layProactive, layRequests, type Sheet } from './sheet.ts'

/** A report in reading order, before it becomes a page or a dump. */
export type Block =
  | { readonly kind: 'title'; readonly lines: readonly string[] }
  | { readonly kind: 'heading' | 'paragraph' | 'signature' | 'date'; readonly text: string }
  | { readonly kind: 'sheet'; readonly sheet: Sheet }

/** Lays a report out: title, six sections, tables, signature and date. */
export function layOut(report: Report, habits: Habits, random: Random): Block[] {
  const prose = writeProse(report, random)
  const label = drawLabels(habits, random)
  const blocks: Block[] = [{ kind: 'title', lines: titleLines(report, random) }]
  const add = (paragraphs: readonly string[]): void => {
    for (const text of paragraphs) blocks.push({ kind: 'paragraph', text })
  }
  add(prose.序)
  for (const { number, title } of report.proactive.sections) {
    blocks.push({ kind: 'heading', text: `${number}、${title}` })
    add(prose[number as keyof typeof prose] ?? [])
    if (number === '二') blocks.push({ kind: 'sheet', sheet: layProactive(report, label, habits) })
    if (number === '三') blocks.push({ kind: 'sheet', sheet: layRequests(report, label, habits) })
    if (number === '四') blocks.push({ kind: 'sheet', sheet: layDisputes(report, label) })
  }
  const [year, month, day] = report.signedOn.split('-').map(Number)
  blocks.push({ kind: 'signature', text: report.organization })
  blocks.push({ kind: 'date', text: `${year}年${month}月${day}日` })
  return blocks
}

function titleLines(report: Report, random: Random): string[] {
  const name = random.pick(['政府信息公开工作年度报告', '政府信息公开工作年度报告', '年度政府信息公开工作报告'])
  const title = name.startsWith('年度') ? `${report.year}${name}` : `${report.year}年${name}`
  return random.chance(0.5) ? [report.organization + title] : [report.organization, title]
}
