import type { Sink } from '../../export/outgoing.ts'

/**
 * A stream such as process.stdout that takes bytes as fast as its reader does: false once nobody reads any more, which
 * is no failure. Throws system errors such as a full disk.
 */
export function byteSink(stream: NodeJS.WriteStream): Sink {
  let closed = false
  let failure: Error | null = null
  let wake = () => {}
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') closed = true
    else failure = error
    wake()
  })
  return {
    async write(bytes) {
      if (closed) return false
      await new Promise<void>((settle) => {
        wake = settle
        stream.write(bytes, () => settle())
      })
      if (failure) throw failure
      return !closed
    },
  }
}
