import type { Problem } from '../../schemas/problem.ts'
import type { ReaderName } from './protocol.ts'

/** A reader gave no answer to a request: it took too long, failed or broke down. The next request may fare better. */
export class ReaderFailed extends Error {
  readonly reader: ReaderName
  readonly why: 'timeout' | 'failed'

  constructor(reader: ReaderName, why: 'timeout' | 'failed', message: string) {
    super(message)
    this.reader = reader
    this.why = why
  }

  /** What it means for a page; `page` is 1-based. */
  problem(page: number): Problem {
    const what = this.why === 'timeout' ? 'was stopped' : 'failed'
    return {
      code: this.why === 'timeout' ? 'reader-timeout' : 'reader-failed',
      page,
      message: `the reader ${this.reader} ${what} on page ${page} (${this.message}); what it would have read has one opinion less`,
    }
  }
}
