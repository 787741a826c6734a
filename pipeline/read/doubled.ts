import type { Problem } from '../../schemas/problem.ts'
import { DOUBLED } from '../thresholds.ts'

/**
 * A problem where nearly all figures of a dump have every digit twice ("00", "1122"): bold letters that are drawn twice
 * come out of some converters so. Which figures were meant so nobody can tell, and zeros may stand single again.
 */
export function doubledDigits(text: string): Problem[] {
  const figures = text.normalize('NFKC').match(/(?<![\d.\p{L}])\d+(?![\d.\p{L}])/gu) ?? []
  const doubled = figures.filter((figure) => TWICE.test(figure)).length
  if (doubled < DOUBLED.figures || doubled < DOUBLED.share * figures.length) return []
  const why = `${doubled} of ${figures.length} figures have every digit twice`
  return [{ code: 'page-damaged', message: `page 1 is damaged; what was read of it may be wrong or in part (${why})` }]
}

const TWICE = /^(?:(\d)\1)+$/u
