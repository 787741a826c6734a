import type { Original } from '../../export/outgoing.ts'
import { originalsIn } from '../../export/sources/found.ts'
import type { Reread } from '../../export/sources/original.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Report } from '../../schemas/report.ts'

const NOT_GIVEN: Problem = {
  code: 'file-missing',
  message: 'the format holds the file that the report was made from; name its folder with --sources DIR',
}

/** Where the files lie that reports were made from: in the folder `sources`, if one was named. */
export function originals(
  sources: string | undefined,
  reread: Reread,
): (report: Report) => Promise<Original | Problem> {
  return sources === undefined ? async () => NOT_GIVEN : originalsIn(sources, reread)
}
