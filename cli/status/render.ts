import { DOCUMENT_STATES, type DocumentState } from '../../store/schema.ts'
import type { QueueCounts } from '../../workers/queues/flow.ts'
import type { ClusterStatus } from '../../workers/status.ts'
import { printable } from '../printable.ts'
import type { Style } from '../style.ts'

const BAR = 24
/** Codes of failures that are named. */
const NAMED = 4

/** Where the work stands, for people: a few lines that fit 80 columns. */
export function renderStatus(status: ClusterStatus, style: Style): string {
  const { documents, ended, batch, etaSeconds } = status
  const share = documents === 0 ? 0 : ended / documents
  const lines = [
    `${style.strong(batch === null ? 'all batches' : `batch ${printable(batch)}`)}  ${grouped(ended)} of ${grouped(documents)} documents ended`,
    `${bar(share)} ${Math.floor(share * 100)} %${etaSeconds === null ? '' : ` · ETA ${duration(etaSeconds)}`}`,
    pace(status),
    '',
    ...DOCUMENT_STATES.map((state) => stateLine(state, status, style)),
    '',
    ...(status.problem
      ? [style.flag(`${printable(status.problem.message)} [${status.problem.code}]`)]
      : queueLines(status.queues!).map(style.faint)),
  ]
  return `${lines.join('\n')}\n`
}

function bar(share: number): string {
  const full = Math.floor(share * BAR)
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`
}

function pace({ rate, pagesRead }: ClusterStatus): string {
  const parts = [
    `${grouped(pagesRead)} pages read`,
    ...(rate.documentsPerMinute > 0 || rate.pagesPerMinute > 0
      ? [`${short(rate.documentsPerMinute)} documents/min`, `${short(rate.pagesPerMinute)} pages/min`]
      : []),
  ]
  return parts.join(' · ')
}

function stateLine(state: DocumentState, status: ClusterStatus, style: Style): string {
  const count = status.states[state]
  const line = `${state.padEnd(10)}${grouped(count).padStart(11)}`
  if (count === 0) return style.faint(line)
  const told = { ...NOTHING, review: reviewNote(status), failed: failureNote(status) }[state]
  return `${state === 'failed' || state === 'review' ? style.flag(line) : line}${told === '' ? '' : `  ${told}`}`
}

const NOTHING: Readonly<Record<DocumentState, string>> = {
  waiting: '',
  running: '',
  done: '',
  review: '',
  failed: '',
  cancelled: '',
}

function reviewNote({ review }: ClusterStatus): string {
  return `${grouped(review.fields)} field${review.fields === 1 ? '' : 's'} to look at`
}

function failureNote({ failures }: ClusterStatus): string {
  const named = failures.slice(0, NAMED).map(({ code, count }) => `${grouped(count)} ${code}`)
  return [...named, ...(failures.length > NAMED ? ['…'] : [])].join(', ')
}

function queueLines(queues: Readonly<Record<string, QueueCounts>>): readonly string[] {
  return Object.entries(queues).map(([name, counts]) => {
    const parts = Object.entries(counts).filter(([, count]) => count > 0)
    const told = parts.map(([state, count]) => `${grouped(count)} ${state.replace('-', ' for ')}`).join(', ')
    return `queue ${name.padEnd(9)} ${told === '' ? 'empty' : told}`
  })
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

function short(rate: number): string {
  return rate >= 10 ? grouped(Math.round(rate)) : String(rate)
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} days`
}
