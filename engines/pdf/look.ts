import type { ReadSteps } from '../../pipeline/open/page.ts'
import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'

/** What a look at a page's content gave, and what of the page only its pixels can tell. */
export type PageLook = Pick<ReadSteps, 'reading' | 'needsPixels' | 'pictured'>

/** A page of which nothing was read, and why. */
export function unreadLook(page: number, ...problems: readonly Problem[]): PageLook {
  const reading: PageReading = {
    format: 'nianbao/page@1',
    page,
    kind: 'digital',
    width: 0,
    height: 0,
    lines: [],
    grids: [],
    problems: [...problems],
  }
  return { reading, needsPixels: false, pictured: [] }
}
