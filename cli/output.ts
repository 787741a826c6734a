/** Standard output as a line sink that waits for slow readers and tells the two ways it can end early. */
export type LineSink = {
  /** False once nobody reads any more (`| head`), which is no failure. Throws system errors such as a full disk. */
  write(text: string): Promise<boolean>
}

/** Wraps a stream such as process.stdout. */
export function lineSink(stream: NodeJS.WriteStream): LineSink {
  let closed = false
  let failure: Error | null = null
  let wake = () => {}
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') closed = true
    else failure = error
    wake()
  })
  return {
    async write(text) {
      if (closed) return false
      await new Promise<void>((settle) => {
        wake = settle
        stream.write(text, () => settle())
      })
      if (failure) throw failure
      return !closed
    },
  }
}
