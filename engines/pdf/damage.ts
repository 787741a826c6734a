import type { Problem } from '../../schemas/problem.ts'
import { countBrokenStreams } from './checksums.ts'
import type { RawObject } from './objects.ts'
import { wasRebuilt } from './warnings.ts'

/**
 * What is wrong with a document as a whole though it could be opened; `objects` are those of its bytes, `warnings` are
 * pdf.js's words while it opened it.
 */
export function damageOf(
  bytes: Uint8Array,
  objects: ReadonlyMap<number, RawObject>,
  warnings: readonly string[],
): Problem[] {
  const problems: Problem[] = []
  if (wasRebuilt(warnings))
    problems.push({
      code: 'pdf-damaged',
      message: 'the PDF is damaged; its index was rebuilt, and parts of it may be missing',
    })
  if ([...objects.values()].some(countsTooFew))
    problems.push({
      code: 'pdf-damaged',
      message: 'the PDF lists more pages than it counts; those beyond the count were not read',
    })
  const broken = countBrokenStreams(bytes)
  if (broken > 0)
    problems.push({
      code: 'page-damaged',
      message: `the PDF is damaged: ${broken} of its compressed streams fail${broken === 1 ? 's' : ''} the checksum; fetch it again`,
    })
  return problems
}

/**
 * Whether a node of the page tree lists more kids than it counts pages: readers go by the count, and the rest of the list
 * is not shown.
 */
function countsTooFew({ text: node }: RawObject): boolean {
  const count = /\/Count\s+(-?\d+)/.exec(node)?.[1]
  const list = /\/Kids\s*\[([^\]]*)\]/.exec(node)?.[1]
  if (count === undefined || list === undefined || !/\/Type\s*\/Pages\b/.test(node)) return false
  return Number(count) < (list.match(/\d+\s+\d+\s+R/g)?.length ?? 0)
}
