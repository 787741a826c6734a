import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { type DocumentState, FINAL_STATES } from '../../store/schema.ts'
import type { ReaderEvent } from '../readers/reader.ts'
import { addClusterGauges, type ClusterCounts } from './cluster.ts'

export const STAGES = ['open', 'page', 'assemble', 'store', 'link'] as const
export type Stage = (typeof STAGES)[number]

export type PageOutcome = {
  readonly kind: 'digital' | 'scan' | 'text' | 'unknown'
  /** `unread`: there is a reading that says that the page could not be read. `failed`: there is none. */
  readonly outcome: 'read' | 'unread' | 'failed'
  readonly seconds: number
}

/** What a worker counts, and what Prometheus gets to see of it. */
export type Metrics = {
  pageRead(page: PageOutcome): void
  /** Seconds that a step on one document or page took, with its waiting for blobs and the database. */
  stage(stage: Stage, seconds: number): void
  /** A document came into a final state; fields of its report accepted and to be reviewed, 0 where it has none. */
  documentEnded(state: DocumentState, accepted: number, review: number): void
  failed(code: string, stage: Stage): void
  reader(event: ReaderEvent): void
  /** Everything in Prometheus' text format. Never rejects for want of Redis or the database. */
  text(): Promise<string>
  /** The MIME type of `text`. */
  readonly contentType: string
}

/** Upper ends of the histograms' classes, in seconds: a text's page takes milliseconds, a bad scan's half a minute. */
const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120]

/** Opens metrics of their own, none of them global. `cluster` adds gauges of the whole cluster, asked for on a scrape. */
export function createMetrics(cluster: ClusterCounts = {}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const pages = new Counter({
    name: 'nianbao_pages_read_total',
    help: 'Pages read by this process, by kind and outcome',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const pageSeconds = new Histogram({
    name: 'nianbao_page_seconds',
    help: 'Seconds of a reader process for a page, by kind',
    labelNames: ['kind'],
    buckets: SECONDS,
    registers,
  })
  const stages = new Histogram({
    name: 'nianbao_stage_seconds',
    help: 'Seconds of a step on a document or page, by stage',
    labelNames: ['stage'],
    buckets: SECONDS,
    registers,
  })
  const documents = new Counter({
    name: 'nianbao_documents_total',
    help: 'Documents that this process brought to an end, by state',
    labelNames: ['state'],
    registers,
  })
  const fields = new Counter({
    name: 'nianbao_fields_total',
    help: 'Fields of reports made by this process; review="true" are for a person to look at',
    labelNames: ['review'],
    registers,
  })
  const failures = new Counter({
    name: 'nianbao_failures_total',
    help: 'Attempts that failed in this process, by problem code and stage',
    labelNames: ['code', 'stage'],
    registers,
  })
  const readers = new Counter({
    name: 'nianbao_reader_processes_total',
    help: 'Reader processes started, recycled and killed, by reason',
    labelNames: ['event', 'reason'],
    registers,
  })
  // Present from the start, so that a rate does not miss the first one.
  for (const state of FINAL_STATES) documents.inc({ state }, 0)
  for (const review of ['true', 'false']) fields.inc({ review }, 0)
  addClusterGauges(registry, cluster)

  return {
    pageRead({ kind, outcome, seconds }) {
      pages.inc({ kind, outcome })
      pageSeconds.observe({ kind }, seconds)
    },
    stage: (stage, seconds) => stages.observe({ stage }, seconds),
    documentEnded(state, accepted, review) {
      documents.inc({ state })
      fields.inc({ review: 'false' }, accepted)
      fields.inc({ review: 'true' }, review)
    },
    failed: (code, stage) => failures.inc({ code, stage }),
    reader: (what) => readers.inc({ event: what.event, reason: what.event === 'started' ? '' : what.reason }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
