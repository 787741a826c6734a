import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Assembled, NoResult, Readers, SourceFile } from '../../workers/readers/tasks.ts'

/** A file as a task names it. */
export function sourceOf(path: string, password: string | null = null): SourceFile {
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex')
  return { path, name: basename(path), sha256, password }
}

/** Opens a document, reads its pages in the order that `order` gives them, and assembles its report, keeping readings in `folder`. */
export async function readByPages(
  readers: Readers,
  source: SourceFile,
  folder: string,
  order: (pages: readonly number[]) => readonly number[] = (pages) => pages,
): Promise<Assembled | NoResult> {
  const opened = await readers.open(source)
  if (opened.kind !== 'opened') return opened
  const { pages, problems } = opened
  mkdirSync(folder, { recursive: true })
  const numbers = Array.from({ length: pages }, (_, index) => index + 1)
  const fileOf = (page: number) => join(folder, `${source.sha256}-${page}.json.gz`)
  const read = await Promise.all(
    order(numbers).map(async (page) => [page, await readers.readPage(source, page)] as const),
  )
  for (const [page, result] of read) {
    if (result.kind !== 'page') return result
    writeFileSync(fileOf(page), result.reading)
  }
  const { name, sha256 } = source
  return readers.assemble({ name, sha256, pages, problems, corrections: [], readings: numbers.map(fileOf) })
}
