import { z } from '@hono/zod-openapi'
import { QueueFilter } from '../api/review.ts'

/** A QueueFilter in an address, where everything is text. */
export const FilterQuery = QueueFilter.omit({ except: true }).extend({ year: z.coerce.number().int().optional() })
