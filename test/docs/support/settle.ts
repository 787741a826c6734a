import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { DocumentLine, Uploaded } from '../../../review/api/documents.ts'
import { Answered, Task } from '../../../review/api/review.ts'
import { ROOT } from '../../support/sources.ts'

/** Milliseconds that reading a sample may take, a scan on a busy machine too. */
const PATIENCE_MS = 180_000

/**
 * What a reviewer does on the page whose one-time link this is: comes in, uploads a sample, waits until it is read, and
 * accepts what is shown of every item. Gives the fields that were settled.
 */
export async function settleSample(link: string, sample: string): Promise<readonly string[]> {
  const entered = await fetch(link, { redirect: 'manual' })
  const cookie = entered.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  const to = (path: string) => new URL(path, link).href
  const session = z
    .object({ csrf: z.string() })
    .parse(await (await fetch(to('/api/session'), { headers: { cookie } })).json())
  const headers = { cookie, 'x-csrf-token': session.csrf, origin: new URL(link).origin }
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const sent = { ...headers, 'content-type': 'application/json' }
    const answer = await fetch(to(path), { method: 'POST', headers: sent, body: JSON.stringify(body) })
    return answer.json()
  }

  const form = new FormData()
  form.append('files', new File([readFileSync(join(ROOT, 'samples', sample))], basename(sample)))
  const uploads = await (await fetch(to('/api/documents'), { method: 'POST', headers, body: form })).json()
  const document = z.array(Uploaded).parse(uploads)[0]?.document
  if (!document) throw new Error(`${sample} was not taken`)
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const line = DocumentLine.parse(await (await fetch(to(`/api/documents/${document}`), { headers })).json())
    if (line.state === 'review') break
    if (performance.now() > deadline) throw new Error(`${sample} is still ${line.state}`)
    await new Promise((settle) => setTimeout(settle, 100))
  }

  const task = Task.parse(await post('/api/review/next', {}))
  const answers = task.items.map(({ field, seen }) => {
    const { value, state } = task.report.fields[field]!
    return { subject: field, after: { value, state }, seen }
  })
  const { items } = Answered.parse(await post('/api/review/answers', { document, answers }))
  if (items.length > 0) throw new Error(`still open: ${items.map(({ field }) => field).join(', ')}`)
  return answers.map(({ subject }) => subject)
}
