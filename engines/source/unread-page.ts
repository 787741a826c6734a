import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'

/** The reading of a page that nobody could read: nothing on it but why. */
export function unreadPage(page: number, problem: Problem): PageReading {
  return {
    format: 'nianbao/page@1',
    page,
    kind: 'scan',
    width: 0,
    height: 0,
    lines: [],
    grids: [],
    problems: [problem],
  }
}
