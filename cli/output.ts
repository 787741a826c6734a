/** Standard output as a sink that waits for slow readers and tells the two ways it can end early. */
export type OutputSink = {
  /** False once nobody reads any more (`| head`), which is no failure. Throws system errors such as a full disk. */
  write(content: string | Uint8Array): Promise<boolean>
}

/** Wraps a stream such as process.stdout. */
export function outputSink(stream: NodeJS.WriteStream): OutputSink {
  let closed = false
  let failure: Error | null = null
  let wake = () => {}
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') closed = true
    else failure = error
    wake()
  })
  return {
    async write(content) {
      if (closed) return false
      await new Promise<void>((settle) => {
        wake = settle
        stream.write(content, () => settle())
      })
      if (failure) throw failure
      return !closed
    },
  }
}
