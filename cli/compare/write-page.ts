import type { Problem } from '../../schemas/problem.ts'
import { lineFile } from '../line-file.ts'

/** Writes a page into a file, whole or not at all. */
export async function writePage(path: string, page: string): Promise<Problem | null> {
  const file = await lineFile(path)
  if ('code' in file) return file
  await file.write(page)
  return file.end()
}
