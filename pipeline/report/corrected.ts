import type { CorrectedValue } from '../../schemas/correction.ts'
import type { Field } from '../../schemas/report.ts'

/**
 * A field as a person says it is. What was read stays beside it: raw, readings, and its place, else the one that the
 * person showed. The confidence of a reading says nothing of it any more: it is 1, and the field is out of review.
 */
export function correctedField(read: Field, said: CorrectedValue): Field {
  const { page, box } = read.box || said.page === undefined ? read : said
  return {
    value: said.value,
    state: said.state,
    raw: read.raw,
    ...(read.unit === undefined ? {} : { unit: read.unit }),
    ...(page === undefined ? {} : { page }),
    ...(box === undefined ? {} : { box: box as NonNullable<Field['box']> }),
    confidence: 1,
    review: false,
    reasons: [],
    readings: read.readings,
    corrected: true,
    read: { value: read.value, state: read.state },
  }
}
