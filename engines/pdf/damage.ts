import type { Problem } from '../../schemas/problem.ts'
import { countBrokenStreams } from './checksums.ts'
import { wasRebuilt } from './warnings.ts'

/** What is wrong with a document as a whole though it could be opened; `warnings` are pdf.js's words while it opened it. */
export function damageOf(bytes: Uint8Array, warnings: readonly string[]): Problem[] {
  const problems: Problem[] = []
  if (wasRebuilt(warnings))
    problems.push({
      code: 'pdf-damaged',
      message: 'the PDF is damaged; its index was rebuilt, and parts of it may be missing',
    })
  if (hidesPages(bytes))
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

/** Bytes before and after the start of a list of pages in which its count is looked for, and how many lists are. */
const BEFORE = 1_000
const AFTER = 100_000
const MOST_LISTS = 1_000

/**
 * Whether a node of the page tree lists more kids than it counts pages: readers go by the count, and the rest of the list
 * is not shown. Lists inside compressed object streams are not looked at.
 */
function hidesPages(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = file.indexOf('/Kids')
  for (let lists = 0; at >= 0 && lists < MOST_LISTS; lists++) {
    if (countsTooFew(objectAround(file, at))) return true
    at = file.indexOf('/Kids', at + 5)
  }
  return false
}

function objectAround(file: Buffer, at: number): string {
  const before = file.toString('latin1', Math.max(0, at - BEFORE), at)
  const after = file.toString('latin1', at, at + AFTER)
  const end = after.indexOf('endobj')
  return before.slice(before.lastIndexOf(' obj') + 1) + (end < 0 ? after : after.slice(0, end))
}

function countsTooFew(node: string): boolean {
  const count = /\/Count\s+(-?\d+)/.exec(node)?.[1]
  const list = /\/Kids\s*\[([^\]]*)\]/.exec(node)?.[1]
  if (count === undefined || list === undefined || !/\/Type\s*\/Pages\b/.test(node)) return false
  return Number(count) < (list.match(/\d+\s+\d+\s+R/g)?.length ?? 0)
}
