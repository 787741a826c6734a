import type { Exported, OutgoingReports, StreamFormat } from '../../../export/outgoing.ts'

export type Listeners = {
  /** A report that is left out. */
  readonly onLost: (result: Exported & { readonly kind: 'problem' }) => void
  /** The stream goes on no more, and not because its reader went away: whoever sends it breaks the connection off. */
  readonly onBroken: (error: unknown) => void
}

/**
 * What a format writes of reports as a stream, made as it is read. It only ends where the file is whole: a file that
 * ends early must not look so.
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
  void fill().then(() => writer.close().catch(() => {}), onBroken)
  return readable
}
