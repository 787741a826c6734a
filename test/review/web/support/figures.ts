import type { Dashboard, QueueCounts } from '../../../../review/api/progress.ts'

/** Figures of a queue in full swing, for screens that only show them. */
export const COUNTS: QueueCounts = {
  ...{ documents: 1204, items: 9876, leased: 2, skipped: 14, problematic: 3 },
  ...{ settled: 4321, settledToday: 512, mine: 207 },
}

export const BOARD: Dashboard = {
  documents: 151,
  fields: 36_240,
  review: { of: 36_240, hits: 1123, low: 0.0293, high: 0.0328 },
  silent: { of: 640, hits: 1, low: 0.0003, high: 0.0088 },
  agreement: { of: 210, hits: 207, low: 0.9588, high: 0.9951 },
  falseAlarms: { of: 912, hits: 640, low: 0.6712, high: 0.7303 },
  secondsPerItem: { median: 2.4, p90: 9.8 },
  reliability: [
    { from: 0, to: 0.5, fields: 120, right: 40 },
    { from: 0.5, to: 0.7, fields: 180, right: 117 },
    { from: 0.7, to: 0.9, fields: 240, right: 200 },
    { from: 0.9, to: 0.98, fields: 210, right: 201 },
    { from: 0.98, to: 1, fields: 640, right: 639 },
  ],
  reviewers: [
    { who: '核对员', settled: 2210, today: 207 },
    { who: '另一位核对员', settled: 2111, today: 305 },
  ],
}
