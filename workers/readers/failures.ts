import type { NoResult, ReaderTask } from './tasks.ts'

/** A task that took too long. */
export function timedOut(task: ReaderTask, timeoutMs: number): NoResult {
  return failed(task, 'page-timeout', `took longer than ${timeoutMs / 1000} s and was given up`)
}

/** A task during which the reader process ended of itself; `how` is a signal or an exit code. */
export function crashed(task: ReaderTask, how: string): NoResult {
  const what = `brought its reader process down (${how}); the file is damaged or needs more memory than there is`
  return failed(task, 'reader-crashed', what)
}

/** A task for which the reader process took more memory than it may. */
export function tookTooMuch(task: ReaderTask, mostMegabytes: number): NoResult {
  return failed(task, 'reader-crashed', `took more than ${mostMegabytes} MB of memory and was given up`)
}

/** Processes that end, again and again, before they have a task: the machine has no memory or no processes left. */
export function cannotStart(why: string): NoResult {
  return { kind: 'unavailable', message: `reader processes do not start (${why})` }
}

function failed(task: ReaderTask, code: 'page-timeout' | 'reader-crashed', what: string): NoResult {
  const page = 'page' in task ? { page: task.page } : {}
  return { kind: 'problem', problem: { code, ...page, message: `${subjectOf(task)} ${what}` }, retry: true }
}

function subjectOf(task: ReaderTask): string {
  if (task.kind === 'page') return `page ${task.page}`
  return SUBJECTS[task.kind]
}

const SUBJECTS = {
  open: 'opening it',
  picture: 'drawing its page',
  text: 'decoding its text',
  assemble: 'making its report',
} as const
