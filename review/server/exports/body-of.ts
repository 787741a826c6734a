/**
 * Pieces as the body of an answer, made as they are fetched. Whoever fetches and goes away ends the making by the
 * signal. The body only ends where everything was made: where the making fails `onBroken` breaks the connection off,
 * since a file that ends early must not look whole. `onEnd` is called once, whichever way it ends, begun or not.
 */
export function bodyOf(
  make: (signal: AbortSignal) => AsyncGenerator<Uint8Array>,
  onBroken: (error: unknown) => void,
  onEnd: () => Promise<void> = async () => {},
): ReadableStream<Uint8Array> {
  const gone = new AbortController()
  const pieces = make(gone.signal)
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next()
          if (!done) return controller.enqueue(value)
          await onEnd()
          controller.close()
        } catch (error) {
          if (gone.signal.aborted) return
          onBroken(error)
          await onEnd()
        }
      },
      async cancel() {
        gone.abort(new Error('nobody fetches it any more'))
        await pieces.return(undefined).catch(() => {})
        await onEnd()
      },
    },
    { highWaterMark: 0 },
  )
}
