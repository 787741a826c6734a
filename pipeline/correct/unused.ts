import type { Problem } from '../../schemas/problem.ts'
import type { Field } from '../../schemas/report.ts'
import type { LastWords } from './last-words.ts'

/**
 * A notice for each word of a person that the report could not take in: of a field that the form has not (another form
 * than then), of a table that is not there (another reading), or one that makes no sense. Nothing that was said is lost
 * without a word; `marks` are the unused ones of tables.
 */
export function unusedCorrections(
  { fields: said, senseless }: LastWords,
  marks: readonly string[],
  fields: Readonly<Record<string, Field>>,
): Problem[] {
  const notice = (message: string): Problem => ({ code: 'correction-unused', message })
  const lost = [...said].filter(([id]) => !Object.hasOwn(fields, id))
  return [
    ...lost.map(([id, { value, state }]) =>
      notice(
        `the correction of ${id} (${value ?? state}) is not used: the document as it is read now has no such field`,
      ),
    ),
    ...marks.map((subject) =>
      notice(`the mark of ${subject} is not used: there is no such table, on the page or in the forms`),
    ),
    ...senseless.map((subject) =>
      notice(`the correction of ${subject} is not used: its value and state do not belong together`),
    ),
  ]
}
