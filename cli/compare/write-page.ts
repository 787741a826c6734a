import { wholeFile } from '../../export/file.ts'
import type { Problem } from '../../schemas/problem.ts'

/** Writes the page that --html asks for into a file, whole or not at all. */
export async function writePage(path: string, page: string): Promise<Problem | null> {
  const file = await wholeFile(path, { option: '--html' })
  if ('code' in file) return file
  await file.write(page)
  return file.end()
}
