import type { Selectable, Transaction } from 'kysely'
import type { Report } from '../../schemas/report.ts'
import { noteInTransaction } from '../../store/audit.ts'
import { isDrawn } from '../../store/review/draw.ts'
import type { LastWord, OpenItem } from '../../store/review/open-items.ts'
import { type Decision, dropDecisions, judgeReading, putCorrection } from '../../store/review/words.ts'
import type { DecisionKind, Schema, SecondReadingsTable } from '../../store/schema.ts'
import type { Answer } from '../api/review.ts'
import { type AsRead, asRead } from './as-read.ts'
import { type Said, saysSame } from './same.ts'
import { fitsPattern, type SecondSettings } from './settings.ts'

/** An answer with what is known of its subject: its item, the last word on it, all decisions that stand. */
export type Given = {
  readonly answer: Answer
  readonly item: OpenItem | undefined
  readonly word: LastWord | undefined
  readonly decisions: readonly Decision[]
}

export type AnswerContext = {
  readonly who: string
  readonly document: string
  readonly at: number
  readonly report: Report
  readonly second: SecondSettings
  /** The sender's own name for what it sent. */
  readonly key?: string | undefined
}

/** Takes one answer within a transaction; gives the id of the subject's last correction, null where there is none. */
export async function saveAnswer(k: Transaction<Schema>, given: Given, context: AnswerContext): Promise<string | null> {
  const { answer, word, decisions } = given
  const { who, document, report } = context
  const { subject, after } = answer
  const standing = word ? (JSON.parse(word.after_json) as Said | null) : null
  const reading = asRead(report, subject, standing !== null, decisions)
  if (after === null) return takeBack(k, given, context, standing)
  const kind = kindOf(given, who)
  const row = kind === 'other' ? undefined : await secondReading(k, document, subject)
  const correction = await putWord(k, given, context, { kind, standing, read: reading.read })
  const own = decisions.findLast((decision) => decision.field === subject && decision.who === who)
  await dropDecisions(k, document, subject, who)
  await putDecision(k, given, context, { kind, correction, reading, replaces: own?.at ?? null })
  await judgeReading(k, document, subject, reading.read && Number(saysSame(reading.read, after)))
  if (kind === 'flagged' || kind === 'sample') await askSecond(k, given, context, row)
  if (kind === 'second' && row) await takeSecond(k, row, who, after)
  if (kind === 'third' && row) await changeReading(k, row, { kind: 'settled' })
  return correction ?? word?.id ?? null
}

/** A second answer of the same person is of the kind that the first one was. */
function kindOf({ item, answer, decisions }: Given, who: string): DecisionKind {
  if (item?.mine) return item.kind
  const own = decisions.findLast((decision) => decision.field === answer.subject && decision.who === who)
  return own?.kind ?? 'other'
}

/** Says it, unless a later reader only says what stands already. */
async function putWord(
  k: Transaction<Schema>,
  { answer, word }: Given,
  { who, document, at, key }: AnswerContext,
  { kind, standing, read }: { kind: DecisionKind; standing: Said | null; read: Said | null },
): Promise<string | null> {
  const { subject, after, why } = answer
  if ((kind === 'second' || kind === 'third') && saysSame(standing, after)) {
    const detail = { correction: word?.id ?? null, kind, ...(key === undefined ? {} : { key }) }
    await noteInTransaction(k, { at, who, action: 'confirmed', document, field: subject, detail })
    return null
  }
  // The second reader has not seen what the first one said.
  const before = kind === 'second' ? read : (standing ?? read)
  const said = { before_json: JSON.stringify(before), after_json: JSON.stringify(after) }
  return putCorrection(k, { document, field: subject, ...said, who, why, at }, 'corrected', key)
}

async function takeBack(
  k: Transaction<Schema>,
  { answer: { subject, why }, word }: Given,
  { who, document, at, key }: AnswerContext,
  standing: Said | null,
): Promise<string | null> {
  if (standing === null) return word?.id ?? null
  await dropDecisions(k, document, subject, who)
  await k
    .deleteFrom('second_readings')
    .where('document', '=', document)
    .where('field', '=', subject)
    .where('kind', '=', 'second')
    .execute()
  const said = { before_json: JSON.stringify(standing), after_json: 'null' }
  return putCorrection(k, { document, field: subject, ...said, who, why, at }, 'corrected', key)
}

async function putDecision(
  k: Transaction<Schema>,
  { answer: { subject, after, seconds }, word }: Given,
  { who, document, at }: AnswerContext,
  how: { kind: DecisionKind; correction: string | null; reading: AsRead; replaces: number | null },
): Promise<void> {
  const { kind, correction, replaces } = how
  const { read, confidence } = how.reading
  await k
    .insertInto('decisions')
    .values({
      ...{ document, field: subject, who, at, kind, correction, replaces, seconds, confidence },
      ...{ stood: word?.id ?? null, undone: 0 },
      ...{ read_json: read && JSON.stringify(read), after_json: JSON.stringify(after) },
      as_read: read && Number(saysSame(read, after)),
    })
    .execute()
}

/** Draws the field for a second person, or tells that one's row what the first says now. */
async function askSecond(
  k: Transaction<Schema>,
  { answer: { subject, after }, item }: Given,
  { who, document, at, second }: AnswerContext,
  row: SecondReading | undefined,
): Promise<void> {
  const first = { first_reader: who, first_json: JSON.stringify(after) }
  if (row) {
    if (row.kind === 'second') await changeReading(k, row, first)
    return
  }
  const { secondShare, secondFields } = second
  if (!fitsPattern(subject, secondFields) && !isDrawn('second', document, subject, secondShare)) return
  await k
    .insertInto('second_readings')
    .values({
      ...{ document, field: subject, page: item?.page ?? null, kind: 'second', ...first, drawn_at: at },
      ...{ second_reader: null, second_json: null, agreed: null },
    })
    .execute()
}

async function takeSecond(k: Transaction<Schema>, row: SecondReading, who: string, after: Said): Promise<void> {
  const agreed = saysSame(JSON.parse(row.first_json) as Said, after)
  await changeReading(k, row, {
    ...{ second_reader: who, second_json: JSON.stringify(after) },
    ...{ agreed: Number(agreed), kind: agreed ? 'settled' : 'third' },
  })
}

type SecondReading = Selectable<SecondReadingsTable>

function secondReading(k: Transaction<Schema>, document: string, field: string): Promise<SecondReading | undefined> {
  return k
    .selectFrom('second_readings')
    .selectAll()
    .where('document', '=', document)
    .where('field', '=', field)
    .executeTakeFirst()
}

async function changeReading(
  k: Transaction<Schema>,
  { document, field }: SecondReading,
  values: Partial<
    Pick<SecondReading, 'kind' | 'first_json' | 'first_reader' | 'second_reader' | 'second_json' | 'agreed'>
  >,
): Promise<void> {
  await k
    .updateTable('second_readings')
    .set(values)
    .where('document', '=', document)
    .where('field', '=', field)
    .execute()
}
