import { z } from 'zod'

/** A job of the queue `assemble`, parent of a document's page jobs: make its report of their readings. Ids only. */
export const AssembleJob = z.object({
  document: z.string().regex(/^[0-9a-f]{64}$/),
  generation: z.number().int().positive(),
})
export type AssembleJob = Readonly<z.infer<typeof AssembleJob>>
