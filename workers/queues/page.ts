import { z } from 'zod'

const Document = z.string().regex(/^[0-9a-f]{64}$/)

/** A job of the queue `page`: open a document and enqueue its pages, or read one of them. Ids only. */
export const PageJob = z.discriminatedUnion('what', [
  z.object({ what: z.literal('open'), document: Document, generation: z.number().int().positive() }),
  z.object({
    what: z.literal('page'),
    document: Document,
    generation: z.number().int().positive(),
    page: z.number().int().positive(),
  }),
])
export type PageJob = Readonly<z.infer<typeof PageJob>>
