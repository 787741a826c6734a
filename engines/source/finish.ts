import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import { PATIENCE } from './limits.ts'
import { unreadPage } from './unread-page.ts'

/** What the pages of an input say together, whoever read them and in whatever order. */
export type Finished = { readonly readings: readonly PageReading[]; readonly problems: readonly Problem[] }

/**
 * Page readings in page order and the problems of opening, as a reader of one page after the other would give them:
 * pages behind too many failures are left unread, and a document of blank pages has a problem.
 */
export function finishReadings(read: readonly PageReading[], problems: readonly Problem[]): Finished {
  const readings: PageReading[] = []
  for (const reading of read) readings.push(isHopeless(readings) ? leftUnread(reading.page) : reading)
  // A blank page among others is nothing special, a document of blank pages is no document.
  return { readings, problems: readings.every(isBlank) ? [...problems, NOTHING_SHOWN] : problems }
}

/** Whether so many of these pages failed that those behind them are left unread. */
export function isHopeless(readings: readonly Pick<PageReading, 'problems'>[]): boolean {
  return Object.entries(PATIENCE).some(([code, most]) => {
    return readings.filter(({ problems }) => problems.some((problem) => problem.code === code)).length >= most
  })
}

/** The reading of a page that was not read because of those before it. */
export function leftUnread(page: number): PageReading {
  const message = `page ${page} was left unread after other pages failed; read it alone with --pages ${page}`
  return unreadPage(page, { code: 'page-not-read', page, message })
}

const NOTHING_SHOWN: Problem = {
  code: 'page-not-read',
  message: 'no page shows anything; the file lost its content, or never had any: look at it yourself',
}

function isBlank({ problems }: PageReading): boolean {
  return problems.some(({ code }) => code === 'page-blank')
}
