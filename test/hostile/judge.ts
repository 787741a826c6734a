import { z } from 'zod'
import { PROBLEMS, Problem, type ProblemCode } from '../../schemas/problem.ts'
import { Report } from '../../schemas/report.ts'
import type { Hostile } from './case.ts'

const Failure = z.strictObject({ format: z.literal('nianbao/problem@1'), input: z.string(), problem: Problem })

/** What became of an input: the line that `--json` printed for it, parsed. */
export type Outcome = { readonly report: Report } | { readonly failure: Problem }

/** A line of standard output as an outcome; throws where it follows neither schema (a defect's line does not). */
export function outcomeOf(line: string): Outcome {
  const data: unknown = JSON.parse(line)
  const failure = Failure.safeParse(data)
  return failure.success ? { failure: failure.data.problem } : { report: Report.parse(data) }
}

/** What is wrong about an outcome, in words; nothing where it is as it should be. `samples` are the undamaged reports. */
export function complaints(
  { expect: expected, hides }: Hostile,
  outcome: Outcome,
  samples: ReadonlyMap<string, Report>,
): readonly string[] {
  const found = [...general(outcome), ...(hides && told(outcome).includes(hides) ? [`gives away "${hides}"`] : [])]
  if ('fails' in expected) return [...found, ...failing(outcome, expected.fails)]
  if ('partly' in expected) return [...found, ...partial(outcome, expected.partly)]
  if ('reads' in expected) return [...found, ...reading(outcome, expected.reads)]
  if ('damaged' in expected) return [...found, ...faithful(outcome, samples.get(expected.damaged)!)]
  if ('failure' in outcome) return [...found, ...failing(outcome, expected.either)]
  const clean = unreadCodes(outcome.report).length === 0
  if (clean && expected.or !== undefined) return [...found, ...reading(outcome, expected.or)]
  return [...found, ...partial(outcome, expected.either)]
}

/** Holds for every outcome: what was not read is in review, and what is in review is marked so. */
function general(outcome: Outcome): readonly string[] {
  if ('failure' in outcome) return []
  const { report } = outcome
  const flagged = Object.keys(report.fields).filter((id) => report.fields[id]!.review)
  const unread = unreadCodes(report).filter((code) => code !== 'page-decoder-warning')
  return [
    ...(flagged.join() === report.review.fields.join() ? [] : ['review.fields is not what the fields say']),
    ...(unread.length > 0 && !report.review.needed ? [`${unread} but no review`] : []),
    ...(flagged.length > 0 && !report.review.needed ? ['fields in review, report not'] : []),
  ]
}

function failing(outcome: Outcome, codes: readonly ProblemCode[]): readonly string[] {
  if ('report' in outcome) return [`read, with ${shown(unreadCodes(outcome.report))}, instead of ${codes}`]
  return codes.includes(outcome.failure.code) ? [] : [`failed with ${outcome.failure.code} instead of ${codes}`]
}

function partial(outcome: Outcome, codes: readonly ProblemCode[]): readonly string[] {
  if ('failure' in outcome) return [`failed with ${outcome.failure.code} instead of ${codes} in a report`]
  const found = unreadCodes(outcome.report)
  return found.some((code) => codes.includes(code)) ? [] : [`read, with ${shown(found)}, instead of ${codes}`]
}

function reading(outcome: Outcome, text: string): readonly string[] {
  if ('failure' in outcome) return [`failed with ${outcome.failure.code} instead of being read`]
  const found = unreadCodes(outcome.report)
  return [
    ...(told(outcome).includes(text) ? [] : [`the report lacks "${text}"`]),
    ...(found.length > 0 ? [`read, but with ${found}`] : []),
  ]
}

/** Of a damaged sample: what is not in review is right, and without a problem all of it is. */
function faithful(outcome: Outcome, sample: Report): readonly string[] {
  if ('failure' in outcome) return []
  const { report } = outcome
  const wrong = Object.entries(report.fields).filter(([id, field]) => {
    const right = sample.fields[id]
    return !field.review && !(right && right.value === field.value && right.state === field.state)
  })
  const lost = Object.keys(sample.fields).filter((id) => report.fields[id]?.value !== sample.fields[id]!.value)
  const silent = unreadCodes(report).length === 0 && !report.review.needed
  return [
    ...wrong.map(([id, field]) => `${id} is ${field.value}, and nobody is asked to look`),
    ...(silent && lost.length > 0 ? [`lost ${lost.length} fields without a word`] : []),
    ...(silent && report.sections.map((s) => s.text).join() !== sample.sections.map((s) => s.text).join()
      ? ['lost or changed prose without a word']
      : []),
  ]
}

/** The problems of a report that are more than notices. */
export function unreadCodes(report: Report): readonly ProblemCode[] {
  return report.problems.map(({ code }) => code).filter((code) => PROBLEMS[code] !== 'notice')
}

function told(outcome: Outcome): string {
  if ('failure' in outcome) return ''
  const { document, fields, tables, statements, sections } = outcome.report
  return JSON.stringify({ document, fields, tables, statements, sections })
}

function shown(codes: readonly ProblemCode[]): string {
  return codes.length > 0 ? codes.join(', ') : 'no problem'
}
