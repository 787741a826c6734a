import { Gauge, type Registry } from 'prom-client'
import type { DocumentState } from '../../store/schema.ts'
import { keepAnswer } from '../keep-answer.ts'
import type { QueueName } from '../queues/names.ts'
import { withinTime } from '../within-time.ts'

/** Where the figures of the whole cluster come from; a part that is left out has no gauges. Both may reject. */
export type ClusterCounts = {
  /** Documents by state, from the database. */
  readonly documents?: () => Promise<Readonly<Record<DocumentState, number>>>
  /** Jobs by queue and state, from Redis. */
  readonly queues?: () => Promise<Readonly<Record<QueueName, Readonly<Record<string, number>>>>>
  /** How long figures are good for, in milliseconds. */
  readonly cacheMs?: number
  /** How long a scrape waits for them, in milliseconds. */
  readonly patienceMs?: number
}

type Figures = readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[]
type Source = { readonly source: string; readonly figures: () => Promise<Figures | null> }

/** Several Prometheis and a dashboard may scrape at once; counting a million rows once for all of them will do. */
const CACHE_MS = 5000
/** Prometheus gives up after ten seconds by itself, and then misses everything else too. */
const PATIENCE_MS = 3000

/**
 * Adds gauges of documents and jobs to a registry, asked for when it is scraped. A source that does not answer in time
 * has no figures in that scrape, and `nianbao_source_up` is 0 for it.
 */
export function addClusterGauges(registry: Registry, counts: ClusterCounts): void {
  const { documents, queues, cacheMs = CACHE_MS, patienceMs = PATIENCE_MS } = counts
  const sources: Source[] = []
  const add = (source: string, name: string, help: string, labelNames: string[], ask: () => Promise<Figures>) => {
    const asked = keepAnswer(ask, cacheMs)
    const figures = () => withinTime(asked(), patienceMs).catch(() => null)
    sources.push({ source, figures })
    show(registry, { name, help, labelNames }, figures)
  }
  if (documents) {
    add('database', 'nianbao_documents', 'Documents in the database by state', ['state'], async () =>
      Object.entries(await documents()).map(([state, value]) => ({ labels: { state }, value })),
    )
  }
  if (queues) {
    add('queues', 'nianbao_queue_jobs', 'Jobs in Redis by queue and state', ['queue', 'state'], async () =>
      Object.entries(await queues()).flatMap(([queue, states]) =>
        Object.entries(states).map(([state, value]) => ({ labels: { queue, state }, value })),
      ),
    )
  }
  if (sources.length === 0) return
  const help = 'Whether the database and the queues answered this scrape'
  show(registry, { name: 'nianbao_source_up', help, labelNames: ['source'] }, () =>
    Promise.all(sources.map(async ({ source, figures }) => ({ labels: { source }, value: (await figures()) ? 1 : 0 }))),
  )
}

function show(
  registry: Registry,
  gauge: { readonly name: string; readonly help: string; readonly labelNames: string[] },
  figures: () => Promise<Figures | null>,
): void {
  new Gauge({
    ...gauge,
    registers: [registry],
    async collect() {
      const present = (await figures()) ?? []
      this.reset()
      for (const { labels, value } of present) this.set(labels, value)
    },
  })
}
