import { createHash } from 'node:crypto'
import type { Field, Report } from '../../../schemas/report.ts'
import { APPLICANTS, consistentCells, dumpLines, formOf, ORGANIZATION, reportOf } from '../../support/dump.ts'

export type Filing = {
  readonly organization?: string
  readonly year: number
  /** By column: requests carried in and over; the total follows. */
  readonly carriedIn?: Readonly<Record<string, number>>
  readonly carriedOver?: Readonly<Record<string, number>>
  readonly name?: string
}

/** The text of an invented agency's report as a dump. */
export function filingText({ organization = ORGANIZATION, year, carriedIn = {}, carriedOver = {} }: Filing): string {
  const form = formOf(year < 2021 ? '2019' : '2021')
  const counts = Object.fromEntries(
    APPLICANTS.flatMap((column) => [
      [`requests.granted.${column}`, (carriedIn[column] ?? 0) + 1],
      [`requests.carriedIn.${column}`, carriedIn[column] ?? 0],
      [`requests.carriedOver.${column}`, carriedOver[column] ?? 0],
    ]),
  )
  return dumpLines(form, consistentCells(form, counts), {
    title: [`${organization}${year}年政府信息公开工作年度报告`],
    overview: [`${year}年，本单位按规定推进政府信息公开工作。`],
    closing: [organization, `${year + 1}年1月29日`],
  }).join('\n')
}

/** The report of such a dump; its hash is that of the text. */
export function filingReport(filing: Filing): Report {
  const text = filingText(filing)
  const sha256 = createHash('sha256').update(text).digest('hex')
  const report = reportOf(text)
  return { ...report, source: { ...report.source, name: filing.name ?? `${filing.year}.txt`, sha256 } }
}

/** A report with one field changed, its review kept in step. */
export function withField(report: Report, id: string, change: Partial<Field>): Report {
  const fields = { ...report.fields, [id]: { ...report.fields[id]!, ...change } }
  const review = Object.keys(fields).filter((key) => fields[key]!.review)
  return { ...report, fields, review: { needed: review.length > 0, fields: review } }
}
