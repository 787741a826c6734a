import { z } from '@hono/zod-openapi'
import { Failure } from '../api/session.ts'

// What route descriptions have in common.

export const DocumentId = z.object({ id: z.string().regex(/^[0-9a-f]{64}$/) })

/** An answer or a body in JSON. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** A body in JSON that must be there. */
export function body<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } }
}

/** An answer in another format. */
export function file(type: string, description: string) {
  return { description, content: { [type]: { schema: z.string() } } }
}

/** To If-None-Match. */
export const UNCHANGED = { description: 'the same as before' }

export const NOTHING = { description: 'done' }

/** Every route may end so. */
export const FAILURES = { default: json(Failure, 'refused, or failed: the code says why') } as const
