import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DocumentLine, Uploaded } from '../../../review/api/documents.ts'
import { Task } from '../../../review/api/review.ts'
import { ROOT } from '../../support/sources.ts'
import { startTestServer, until } from './support.ts'

test('accepted fields of a new report are drawn to be looked at, and come up in the queue as such', async () => {
  const server = await startTestServer({ sampleShare: 1 })
  try {
    const admin = await server.as('chief', 'admin')
    const upload = await admin.upload([join(ROOT, 'samples', 'text', 'tabs-lost-cells.txt')])
    const [{ document }] = Uploaded.array().parse(await upload.json()) as [Uploaded]
    const { open } = await until(async () => {
      const line = DocumentLine.parse(await (await admin.get(`/api/documents/${document}`)).json())
      return line.state === 'review' && line
    })
    server.clock.ahead = 10_000 // what ended a moment ago is left for the next time
    const task = await until(async () => {
      const leased = Task.parse(await (await admin.post('/api/review/lease', { document })).json())
      return leased.items.some(({ kind }) => kind === 'sample') && leased
    })
    const kinds = Map.groupBy(task.items, ({ kind }) => kind)
    expect(kinds.get('flagged')).toHaveLength(open)
    const accepted = Object.values(task.report.fields).filter(({ review }) => !review)
    expect(kinds.get('sample')).toHaveLength(accepted.length)
  } finally {
    await server.stop()
  }
})
