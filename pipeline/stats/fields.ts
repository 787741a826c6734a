import { REASONS, type Report, STATES } from '../../schemas/report.ts'
import type { Statistics } from '../../schemas/statistics.ts'
import { bounded } from './bounded.ts'

/** Lower ends of the bins of confidence. Calibrated confidence crowds near 1, and what matters is how near. */
const BINS = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999] as const
/** Field ids that are told apart: the official forms have some 300, further forms bring theirs. */
const MOST_FIELDS = 5000
/** Field ids that are listed. */
const LISTED = 50

type Told = Pick<Statistics, 'states' | 'confidence' | 'reasons' | 'fieldsInReview'>

/** Counts fields by state, confidence and why they are in review. */
export function fieldTally(): { add(report: Report): void; result(): Told } {
  const states = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<(typeof STATES)[number], number>
  const bins = BINS.map((from) => ({ from, fields: 0, review: 0 }))
  const reasons = new Map(REASONS.map((reason) => [reason, { reason, fields: 0, alone: 0, reports: 0 }]))
  const ids = bounded<string, { reports: number }>(MOST_FIELDS, () => ({ reports: 0 }))
  return {
    add({ fields }) {
      const met = new Set<string>()
      for (const [id, { state, confidence, review, reasons: why }] of Object.entries(fields)) {
        states[state]++
        const bin = bins.findLast(({ from }) => confidence >= from) ?? bins[0]!
        bin.fields++
        if (!review) continue
        bin.review++
        ids.of(id).reports++
        for (const reason of new Set(why)) {
          const tally = reasons.get(reason)
          if (!tally) continue
          tally.fields++
          if (why.length === 1) tally.alone++
          if (!met.has(reason)) tally.reports++
          met.add(reason)
        }
      }
    },
    result() {
      const listed = [...ids.entries]
        .map(([id, { reports }]) => ({ id, reports }))
        .sort((a, b) => b.reports - a.reports)
      const beyond = listed.slice(LISTED).reduce((sum, { reports }) => sum + reports, ids.rest.reports)
      return {
        states: { ...states },
        confidence: bins.map((bin) => ({ ...bin })),
        reasons: [...reasons.values()].filter(({ fields }) => fields > 0).sort((a, b) => b.fields - a.fields),
        fieldsInReview: { list: listed.slice(0, LISTED), rest: beyond },
      }
    },
  }
}
