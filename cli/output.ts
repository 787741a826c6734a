/** Standard output as a sink that waits for slow readers and tells the two ways it can end early. */
export type OutputSink = {
  /** False once nobody reads any more (`| head`), which is no failure. Throws system errors such as a full disk. */
  write(content: string | Uint8Array): Promise<boolean>
}

const failures = new WeakSet<object>()

/** Whether an error says that output could not be written, which is no defect: a sink's, or that of a full disk. */
export function isOutputFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  return failures.has(error) || (syscall === 'write' && FULL.has(code ?? ''))
}

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** Wraps a stream such as process.stdout. */
export function outputSink(stream: NodeJS.WriteStream): OutputSink {
  let closed = false
  let failure: Error | null = null
  let wake = () => {}
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') closed = true
    else {
      failure = error
      failures.add(error)
    }
    wake()
  })
  return {
    async write(content) {
      if (closed) return false
      await new Promise<void>((settle) => {
        wake = settle
        try {
          stream.write(content, () => settle())
        } catch (error) {
          // Where standard output is a file it is written at once.
          failure = error as Error
          failures.add(failure)
          settle()
        }
      })
      if (failure) throw failure
      return !closed
    },
  }
}
