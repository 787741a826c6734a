import type { Exported, OutgoingReports, StreamFormat } from '../../../export/outgoing.ts'

export type Listeners = {
  /** A report that is left out. */
  readonly onLost: (result: Exported & { readonly kind: 'problem' }) => void
  /** The stream broke off, and not because its reader went away. */
  readonly onBroken: (error: unknown) => void
}

/**
 * What a format writes of reports as a stream, made as it is read. Where that breaks off so does the stream, with the
 * error: a file that ends early must not look whole.
 */
export function streamOf(
  format: StreamFormat,
  reports: OutgoingReports,
  { onLost, onBroken }: Listeners,
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const write = (bytes: Uint8Array) =>
    writer.ready
      .then(() => writer.write(bytes))
      .then(
        () => true,
        () => false, // nobody reads any more
      )
  const fill = async () => {
    for await (const result of format.write(reports, { write })) if (result.kind === 'problem') onLost(result)
  }
  void fill().then(
    () => writer.close().catch(() => {}),
    (error) => {
      onBroken(error)
      return writer.abort(error).catch(() => {})
    },
  )
  return readable
}
