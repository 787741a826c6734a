import stringWidth from 'string-width'
import { DOCUMENT_STATES, type DocumentState } from '../../store/schema.ts'
import type { QueueCounts } from '../../workers/queues/flow.ts'
import type { ClusterStatus } from '../../workers/status.ts'
import { listed, say } from '../language.ts'
import { printable } from '../printable.ts'
import { storedProblemText } from '../problem-text.ts'
import { stateName } from '../state-names.ts'
import type { Style } from '../style.ts'

const BAR = 24
/** Codes of failures that are named. */
const NAMED = 4

/**
 * Where the work stands, for people: a few lines that fit 80 columns. `services`: somebody said where there are some, so
 * that one which does not answer is a problem; `serve` alone needs none.
 */
export function renderStatus(status: ClusterStatus, style: Style, services = true): string {
  const { documents, ended, batch, etaSeconds } = status
  const share = documents === 0 ? 0 : ended / documents
  const lines = [
    `${style.strong(batch === null ? say('all batches', '所有批次') : say('batch ', '批次 ') + printable(batch))}  ${say(
      `${grouped(ended)} of ${grouped(documents)} documents ended`,
      `${grouped(documents)} 份文档中 ${grouped(ended)} 份已结束`,
    )}`,
    `${bar(share)} ${Math.floor(share * 100)} %${etaSeconds === null ? '' : ` · ${say('ETA ', '还需 ')}${duration(etaSeconds)}`}`,
    pace(status),
    '',
    ...DOCUMENT_STATES.map((state) => stateLine(state, status, style)),
    ...below(bottom(status, style, services)),
  ]
  return `${lines.join('\n')}\n`
}

function bottom(status: ClusterStatus, style: Style, services: boolean): readonly string[] {
  const { problem, queues, states } = status
  if (!problem) return queueLines(queues!, status).map(style.faint)
  if (services) return [style.flag(storedProblemText(problem.code, problem.message))]
  if (states.waiting + states.running === 0) return []
  const idle = say(
    'no Redis, so no workers: nianbao serve reads what waits',
    '没有 Redis，也就没有工作进程：等待的文档由 nianbao serve 读取',
  )
  return [style.faint(idle)]
}

function bar(share: number): string {
  const full = Math.floor(share * BAR)
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`
}

function pace({ rate, pagesRead }: ClusterStatus): string {
  const parts = [
    say(`${grouped(pagesRead)} pages read`, `已读 ${grouped(pagesRead)} 页`),
    ...(rate.documentsPerMinute > 0 || rate.pagesPerMinute > 0
      ? [
          say(`${short(rate.documentsPerMinute)} documents/min`, `${short(rate.documentsPerMinute)} 份/分钟`),
          say(`${short(rate.pagesPerMinute)} pages/min`, `${short(rate.pagesPerMinute)} 页/分钟`),
        ]
      : []),
  ]
  return parts.join(' · ')
}

function stateLine(state: DocumentState, status: ClusterStatus, style: Style): string {
  const count = status.states[state]
  const line = `${padded(stateName(state), 10)}${grouped(count).padStart(11)}`
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
  const fields = grouped(review.fields)
  return say(`${fields} field${review.fields === 1 ? '' : 's'} to look at`, `${fields} 个字段待核对`)
}

function failureNote({ failures }: ClusterStatus): string {
  const named = failures.slice(0, NAMED).map(({ code, count }) => `${grouped(count)} ${code}`)
  return [...named, ...(failures.length > NAMED ? ['…'] : [])].join(', ')
}

/** Lines with an empty one above them. */
function below(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines]
}

/**
 * What the queues hold, of all batches: of one that has ended they say nothing. What documents waited for and got
 * otherwise, as from a server that reads by itself, is dropped by the worker that comes upon it.
 */
function queueLines(
  queues: Readonly<Record<string, QueueCounts>>,
  { batch, states }: Pick<ClusterStatus, 'batch' | 'states'>,
): readonly string[] {
  const idle = states.waiting + states.running === 0
  if (idle && batch !== null) return []
  const held = Object.values(queues).some((counts) => WAITING.some((state) => counts[state] > 0))
  const spare = say(
    'no document needs these orders any more; a worker drops them',
    '已没有文档需要这些任务，工作进程会自动丢弃',
  )
  return [...linesOf(queues), ...(idle && held ? [spare] : [])]
}

/** Kinds of jobs that are still to be done. */
const WAITING = ['waiting', 'delayed', 'prioritized', 'waiting-children'] as const

function linesOf(queues: Readonly<Record<string, QueueCounts>>): readonly string[] {
  return Object.entries(queues).map(([name, counts]) => {
    const parts = Object.entries(counts).filter(([, count]) => count > 0)
    const told = parts.map(([state, count]) =>
      say(`${grouped(count)} ${state.replace('-', ' for ')}`, `${JOBS[state] ?? state} ${grouped(count)}`),
    )
    return `${say('queue', '队列')} ${name.padEnd(9)} ${told.length === 0 ? say('empty', '空') : listed(told)}`
  })
}

/** The queues' own words for jobs. */
const JOBS: Readonly<Record<string, string>> = {
  waiting: '等待',
  active: '进行中',
  delayed: '延后',
  prioritized: '优先',
  'waiting-children': '等待各页',
  failed: '失败',
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

function short(rate: number): string {
  return rate >= 10 ? grouped(Math.round(rate)) : String(rate)
}

function duration(seconds: number): string {
  if (seconds < 60) return say(`${seconds} s`, `${seconds} 秒`)
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return say(`${minutes} min`, `${minutes} 分钟`)
  const hours = Math.floor(minutes / 60)
  const days = Math.round(hours / 24)
  return hours < 48
    ? say(`${hours} h ${minutes % 60} min`, `${hours} 小时 ${minutes % 60} 分`)
    : say(`${days} d`, `${days} 天`)
}
