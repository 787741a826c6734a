import { expect, test } from 'vitest'
import type { DocumentState } from '../../../store/schema.ts'
import { createMetrics } from '../../../workers/metrics/create.ts'

const COUNTS: Record<DocumentState, number> = { waiting: 7, running: 2, done: 40, review: 9, failed: 1, cancelled: 0 }

async function linesOf(metrics: { text(): Promise<string> }): Promise<readonly string[]> {
  return (await metrics.text()).split('\n')
}

test('what a worker does is counted under the names that operations.md gives', async () => {
  const metrics = createMetrics()
  metrics.pageRead({ kind: 'scan', outcome: 'read', seconds: 3 })
  metrics.pageRead({ kind: 'scan', outcome: 'read', seconds: 5 })
  metrics.pageRead({ kind: 'digital', outcome: 'unread', seconds: 0.1 })
  metrics.stage('assemble', 0.03)
  metrics.documentEnded('review', 190, 13)
  metrics.failed('reader-crashed', 'page')
  metrics.reader({ event: 'started' })
  metrics.reader({ event: 'recycled', reason: 'tasks' })
  metrics.reader({ event: 'killed', reason: 'timeout' })
  const lines = await linesOf(metrics)
  for (const line of [
    'nianbao_pages_read_total{kind="scan",outcome="read"} 2',
    'nianbao_pages_read_total{kind="digital",outcome="unread"} 1',
    'nianbao_page_seconds_sum{kind="scan"} 8',
    'nianbao_page_seconds_bucket{le="4",kind="scan"} 1',
    'nianbao_stage_seconds_count{stage="assemble"} 1',
    'nianbao_documents_total{state="review"} 1',
    'nianbao_documents_total{state="failed"} 0',
    'nianbao_fields_total{review="true"} 13',
    'nianbao_fields_total{review="false"} 190',
    'nianbao_failures_total{code="reader-crashed",stage="page"} 1',
    'nianbao_reader_processes_total{event="started",reason=""} 1',
    'nianbao_reader_processes_total{event="recycled",reason="tasks"} 1',
    'nianbao_reader_processes_total{event="killed",reason="timeout"} 1',
  ])
    expect(lines).toContain(line)
  expect(lines.some((line) => line.startsWith('process_resident_memory_bytes '))).toBe(true)
  expect(lines.some((line) => line.startsWith('nianbao_source_up'))).toBe(false)
})

test('two workers in one process do not count into each other', async () => {
  const [one, other] = [createMetrics(), createMetrics()]
  one.stage('open', 1)
  expect(await linesOf(one)).toContain('nianbao_stage_seconds_count{stage="open"} 1')
  expect(await other.text()).not.toContain('nianbao_stage_seconds_count{stage="open"}')
})

test('the cluster is asked on a scrape, and not again while the answer is fresh', async () => {
  let asked = 0
  const metrics = createMetrics({
    documents: async () => {
      asked++
      return { ...COUNTS, waiting: 8 - asked }
    },
    queues: async () => ({ page: { waiting: 30, active: 4 }, assemble: { waiting: 0, active: 1 } }),
    cacheMs: 200,
  })
  const [first] = await Promise.all([linesOf(metrics), linesOf(metrics), linesOf(metrics)])
  expect(asked).toBe(1)
  expect(first).toContain('nianbao_documents{state="waiting"} 7')
  expect(first).toContain('nianbao_documents{state="cancelled"} 0')
  expect(first).toContain('nianbao_queue_jobs{queue="page",state="active"} 4')
  expect(first).toContain('nianbao_source_up{source="database"} 1')
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect(await linesOf(metrics)).toContain('nianbao_documents{state="waiting"} 6')
})

test('a scrape tells which source is away, in time, and the rest of it is there', async () => {
  let answering = false
  const metrics = createMetrics({
    documents: async () => {
      if (!answering) throw new Error('connection refused')
      return COUNTS
    },
    queues: () => new Promise(() => {}),
    patienceMs: 100,
  })
  metrics.stage('store', 0.2)
  const lines = await linesOf(metrics)
  expect(lines).toContain('nianbao_source_up{source="database"} 0')
  expect(lines).toContain('nianbao_source_up{source="queues"} 0')
  expect(lines).toContain('nianbao_stage_seconds_count{stage="store"} 1')
  expect(lines.filter((line) => /^nianbao_(documents|queue_jobs)\{/.test(line))).toEqual([])
  answering = true
  const after = await linesOf(metrics)
  expect(after).toContain('nianbao_source_up{source="database"} 1')
  expect(after).toContain('nianbao_documents{state="done"} 40')
})
