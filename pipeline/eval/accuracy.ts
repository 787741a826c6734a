import type { JudgedField } from './judge.ts'

/** What a set of reports came to; counts, except for `ece`. Shares are derived by `sharesOf`. */
export type Accuracy = {
  readonly reports: number
  /** Truths without a report; every field of theirs counts as not right, but as nobody's silent error. */
  readonly absent: number
  readonly fields: number
  readonly right: number
  /** Fields whose truth is a number other than 0: what a reader that fills in zeros would not get. */
  readonly telling: number
  readonly tellingRight: number
  readonly rightState: number
  /** Wrong and not in review: the error that nobody will see. */
  readonly silent: number
  readonly review: number
  /** Wrong and in review. */
  readonly caught: number
  /** Right and in review. */
  readonly false: number
  /** Reports with no field wrong and none in review. */
  readonly clean: number
  /** Expected calibration error of the confidence over ten bins of equal width; null where there is none. */
  readonly ece: number | null
}

/** A report's fields as judged; null fields stand for a report that is not there. */
export type JudgedDocument = { readonly present: boolean; readonly fields: readonly JudgedField[] }

/** Adds up judged documents. */
export function accuracyOf(documents: readonly JudgedDocument[]): Accuracy {
  const fields = documents.flatMap((document) => document.fields)
  const found = documents.filter((document) => document.present).flatMap((document) => document.fields)
  const telling = fields.filter(({ truth }) => typeof truth.value === 'number' && truth.value !== 0)
  const untouched = (document: JudgedDocument) => document.fields.every(({ right, review }) => right && !review)
  return {
    reports: documents.length,
    absent: documents.filter((document) => !document.present).length,
    fields: fields.length,
    right: count(fields, ({ right }) => right),
    telling: telling.length,
    tellingRight: count(telling, ({ right }) => right),
    rightState: count(fields, ({ rightState }) => rightState),
    silent: count(found, ({ right, review }) => !right && !review),
    review: count(fields, ({ review }) => review),
    caught: count(fields, ({ right, review }) => !right && review),
    false: count(fields, ({ right, review }) => right && review),
    clean: documents.filter((document) => document.present && untouched(document)).length,
    ece: calibrationError(
      fields.flatMap(({ found, right }) =>
        found?.confidence === undefined ? [] : [{ confidence: found.confidence, right }],
      ),
    ),
  }
}

function count<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.reduce((sum, item) => sum + (holds(item) ? 1 : 0), 0)
}

const BINS = 10

/**
 * How far confidence and share of right ones lie apart on average, over ten bins of equal width (Naeini, Cooper and
 * Hauskrecht, AAAI 2015); null without items.
 */
export function calibrationError(
  items: readonly { readonly confidence: number; readonly right: boolean }[],
): number | null {
  if (items.length === 0) return null
  const bins = Array.from({ length: BINS }, () => ({ count: 0, confidence: 0, right: 0 }))
  for (const { confidence, right } of items) {
    const bin = bins[Math.min(BINS - 1, Math.max(0, Math.floor(confidence * BINS)))]!
    bin.count++
    bin.confidence += confidence
    bin.right += right ? 1 : 0
  }
  const filled = bins.filter((bin) => bin.count > 0)
  const apart = (bin: (typeof bins)[number]) => Math.abs(bin.confidence / bin.count - bin.right / bin.count)
  return filled.reduce((sum, bin) => sum + (bin.count / items.length) * apart(bin), 0)
}

/** Shares of 1, null where there is nothing to take a share of. */
export type Shares = Readonly<
  Record<'right' | 'telling' | 'state' | 'silent' | 'review' | 'caught' | 'false' | 'clean', number | null>
>

/** The shares that the counts make: of fields, of telling fields, of wrong ones, of those in review, of reports. */
export function sharesOf(accuracy: Accuracy): Shares {
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)
  const { fields } = accuracy
  return {
    right: share(accuracy.right, fields),
    telling: share(accuracy.tellingRight, accuracy.telling),
    state: share(accuracy.rightState, fields),
    silent: share(accuracy.silent, fields),
    review: share(accuracy.review, fields),
    caught: share(accuracy.caught, fields - accuracy.right),
    false: share(accuracy.false, accuracy.review),
    clean: share(accuracy.clean, accuracy.reports),
  }
}
