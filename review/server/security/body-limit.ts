import type { Context, MiddlewareHandler } from 'hono'
import { PATHS } from '../../api/paths.ts'
import { Refusal } from '../failures.ts'

/** The longest that anybody has to say who uploads nothing: five hundred answers. */
const MOST_BYTES = 1024 ** 2

/** Refuses long bodies before anybody is asked who they are; uploads have a limit of their own, behind the session. */
export function smallBodies(): MiddlewareHandler {
  const limit = bodyLimit(MOST_BYTES)
  return async (c, next) => {
    await (c.req.path === PATHS.documents ? next() : limit(c, next))
    // Of a body without a length nobody knows how much is still coming: it is not waited for.
    if (saysNoLength(c)) c.header('Connection', 'close')
  }
}

/** Refuses bodies that are longer; those that do not say how long they are (chunked ones) are counted as they come. */
export function bodyLimit(bytes: number): MiddlewareHandler {
  return async (c, next) => {
    // What is still coming is not read.
    const tooLarge = () => new Refusal('too-large', undefined, { Connection: 'close' })
    if (Number(c.req.header('content-length') ?? 0) > bytes) throw tooLarge()
    const { body, method, headers, signal } = c.req.raw
    if (!saysNoLength(c) || !body) return next()
    const counted = countedBody(body, bytes)
    c.req.raw = new Request(c.req.url, { method, headers, signal, body: counted.body, duplex: 'half' } as RequestInit)
    await next()
    // Whoever read it only knows that it broke off.
    if (counted.isOver()) throw tooLarge()
  }
}

/** Whether a request has a body of which nobody knows how long it is. */
export function saysNoLength(c: Context): boolean {
  return c.req.header('transfer-encoding') !== undefined
}

/** A body that breaks off once it is longer. The connection stays, so that the sender can be told. */
function countedBody(body: ReadableStream<Uint8Array>, bytes: number) {
  const reader = body.getReader()
  let size = 0
  return {
    isOver: () => size > bytes,
    body: new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await reader.read()
        size += value?.byteLength ?? 0
        if (size > bytes) controller.error(new Error('the body is longer than it may be'))
        else if (done) controller.close()
        else controller.enqueue(value)
      },
    }),
  }
}
