import type { StreamFormat } from '../outgoing.ts'

/** Each report on one line, its members in the order in which it is kept. */
export const JSON_LINES: StreamFormat = {
  kind: 'stream',
  asKept: true,
  reportLines: true,
  extension: 'jsonl',
  mediaType: 'application/x-ndjson',
  async *write(reports, sink) {
    const encoder = new TextEncoder()
    for await (const one of reports) {
      const { name } = one
      if ('problem' in one) {
        yield { name, kind: 'problem', problem: one.problem }
        continue
      }
      if (!(await sink.write(encoder.encode(`${JSON.stringify(one.report)}\n`)))) return
      yield { name, kind: 'written' }
    }
  },
}
