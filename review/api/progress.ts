import { z } from 'zod'
import { DOCUMENT_STATES } from '../../store/schema.ts'

/** GET /api/review/counts?… : the queue under a filter. `mine`: settled by the one who asks, today. */
export const QueueCounts = z.object({
  documents: z.number().int(),
  items: z.number().int(),
  leased: z.number().int(),
  skipped: z.number().int(),
  problematic: z.number().int(),
  settled: z.number().int(),
  settledToday: z.number().int(),
  mine: z.number().int(),
})
export type QueueCounts = Readonly<z.infer<typeof QueueCounts>>

/** Server-sent events of GET /api/events: `documents` when a count changes, `document` when one of them does. */
export const Progress = z.object({
  states: z.record(z.enum(DOCUMENT_STATES), z.number().int()),
  pagesRead: z.number().int(),
})
export type Progress = Readonly<z.infer<typeof Progress>>

/** A share with its 95 % interval (Wilson 1927); `of` counts what was looked at. */
export const Share = z.object({ of: z.number().int(), hits: z.number().int(), low: z.number(), high: z.number() })
export type Share = Readonly<z.infer<typeof Share>>

/** GET /api/dashboard */
export const Dashboard = z.object({
  documents: z.number().int(),
  fields: z.number().int(),
  /** Of all fields, in review. */
  review: Share,
  /** Of accepted fields drawn and looked at, those that were wrong: the silent errors. */
  silent: Share,
  /** Of fields read by two, those on which they agreed. */
  agreement: Share,
  /** Of flagged fields, those that were right as read. */
  falseAlarms: Share,
  secondsPerItem: z.object({ median: z.number().nullable(), p90: z.number().nullable() }),
  /** Fields that people looked at, by the confidence they had: how many of them were right. */
  reliability: z.array(
    z.object({ from: z.number(), to: z.number(), fields: z.number().int(), right: z.number().int() }),
  ),
  reviewers: z.array(z.object({ who: z.string(), settled: z.number().int(), today: z.number().int() })),
})
export type Dashboard = Readonly<z.infer<typeof Dashboard>>
