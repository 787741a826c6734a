import { z } from '@hono/zod-openapi'
import { QueueFilter } from '../api/review.ts'

/** When the day of the one who asks began, in milliseconds since 1970; left out: at midnight UTC. */
export const Today = z.object({ today: z.coerce.number().int().min(0).optional() })

/** A QueueFilter in an address, where everything is text. */
export const FilterQuery = QueueFilter.omit({ except: true }).extend({
  ...Today.shape,
  year: z.coerce.number().int().optional(),
})
