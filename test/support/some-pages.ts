import { readFileSync, writeFileSync } from 'node:fs'
import { PDFDocument } from '@cantoo/pdf-lib'

/** Writes a PDF of some of a PDF's pages, from 1, and returns where: tests that need a scan seldom need all of one, and a page takes seconds. */
export async function somePages(from: string, pages: readonly number[], to: string): Promise<string> {
  const part = await PDFDocument.create()
  const whole = await PDFDocument.load(readFileSync(from))
  const copied = await part.copyPages(
    whole,
    pages.map((page) => page - 1),
  )
  for (const page of copied) part.addPage(page)
  writeFileSync(to, await part.save())
  return to
}
