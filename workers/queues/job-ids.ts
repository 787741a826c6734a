/** What a document's jobs are named after: as the table of documents has it. */
export type Order = { readonly id: string; readonly generation: number; readonly requeued: number }

/**
 * The name of an order to read or assemble a document: its content's hash, cut to 96 bits, the generation, and how often
 * its jobs were lost. A job that is there already is not added again; one of an earlier order is never taken for it.
 * BullMQ allows no colon in it.
 */
export function orderId({ id, generation, requeued }: Order): string {
  return `${id.slice(0, 24)}-${generation}-${requeued}`
}

/** The job that opens the document. */
export function openId(order: Order): string {
  return `${orderId(order)}-open`
}

/** The job that reads a page, 1-based. */
export function pageId(order: Order, page: number): string {
  return `${orderId(order)}-p${page}`
}
