import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { readDocument } from '../../../engines/source/read.ts'
import type { PageText } from '../../../export/archive/text/page-text.ts'
import { lineOfWords } from '../../../export/archive/text/words.ts'
import type { ExportFile, FolderFormat, Outgoing } from '../../../export/outgoing.ts'
import { assemble } from '../../../pipeline/report/assemble.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import type { Box } from '../../../schemas/geometry.ts'
import type { PageReading } from '../../../schemas/page.ts'
import type { Problem } from '../../../schemas/problem.ts'
import { ROOT } from '../../support/sources.ts'

/** Whether poppler-utils is there, which reads PDFs independently of everything here. */
export const POPPLER = ['pdftotext', 'pdftoppm', 'pdfimages'].every(
  (tool) => spawnSync(tool, ['-v']).error === undefined,
)
if (!POPPLER) process.stderr.write('poppler-utils is not installed: what other programs make of PDFs is not tested\n')

export const sample = (path: string) => new Uint8Array(readFileSync(join(ROOT, 'samples', path)))

/** A file read and assembled, on its way out. */
export async function outgoing(bytes: Uint8Array, name: string, pages?: number): Promise<Outgoing> {
  const reading = await readDocument(bytes, name, pages === undefined ? {} : { pages: [[pages, pages]] })
  if ('code' in reading) throw new Error(`${name}: ${reading.message}`)
  return handing(bytes, name, reading.readings)
}

/** Readings assembled to a report, on its way out. */
export function handing(bytes: Uint8Array, name: string, readings: readonly PageReading[]): Outgoing {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const report = assemble(readings, { source: { name, sha256, pages: readings.length }, forms: FORMS })
  return {
    name,
    stem: name.replace(/\.\w+$/, ''),
    report,
    bytes: Buffer.from(JSON.stringify(report)),
    original: async () => ({ bytes, readings }),
  }
}

/** All that a format gives for a report. */
export async function filesOf(format: FolderFormat, report: Outgoing) {
  const files: ExportFile[] = []
  const problems: Problem[] = []
  for await (const file of format.files(report)) {
    if ('code' in file) problems.push(file)
    else files.push(file)
  }
  return {
    files,
    problems,
    text: (path: string) => Buffer.from(files.find((file) => file.path === path)!.bytes).toString('utf8'),
  }
}

/** A folder whose files are gone when the tests of the file are done; gives the path of a new file. */
export function scratch(): (name: string, bytes: Uint8Array | string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-archive-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return (name, bytes) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }
}

export type FoundWord = { readonly text: string; readonly box: Box }

/** The words of a PDF's page and their boxes, as pdftotext finds them. */
export function wordsIn(path: string, page = 1): readonly FoundWord[] {
  const xml = execFileSync('pdftotext', ['-bbox', '-cropbox', '-f', `${page}`, '-l', `${page}`, path, '-'], {
    encoding: 'utf8',
  })
  const found = xml.matchAll(/<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)<\/word>/g)
  return [...found].map(([, x0, y0, x1, y1, text]) => ({
    text: text!
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&'),
    box: [Number(x0), Number(y0), Number(x1), Number(y1)],
  }))
}

/** A page as pdftoppm draws it: a PNG. */
export function drawn(path: string, dpi: number, page = 1): Buffer {
  return execFileSync('pdftoppm', ['-r', `${dpi}`, '-f', `${page}`, '-l', `${page}`, '-singlefile', '-png', path], {
    maxBuffer: 1 << 28,
  })
}

/** A page of single lines that were read from its pixels. */
export function pageOf(lines: readonly (readonly [text: string, box: Box])[], more: Partial<PageText> = {}): PageText {
  const passages = lines.map(([text, box]) => ({
    box,
    lines: [lineOfWords(text, box)],
    confidence: 0.9,
    corrected: false,
    others: [],
    fields: [],
    seen: true,
  }))
  return {
    page: 1,
    width: 300,
    height: 200,
    placement: null,
    blocks: [{ kind: 'prose', box: [0, 0, 300, 200], passages }],
    ...more,
  }
}
