import { identify } from '../../../engines/source/identify.ts'
import type { Problem } from '../../../schemas/problem.ts'
import type { ExportFile, FolderFormat, Original, Outgoing } from '../../outgoing.ts'
import { altoOf } from '../alto/alto.ts'
import { hocrOf } from '../hocr/hocr.ts'
import { pageName, safeStem } from '../names.ts'
import { pictureJpeg } from '../page-picture.ts'
import { archivedPages } from '../pages.ts'
import { hasSeen } from '../pdf/layer.ts'
import { layeredApart } from '../pdf/layered-apart.ts'
import { searchablePdf, titleOf } from '../pdf/searchable.ts'
import type { PageText } from '../text/page-text.ts'
import { bagInfo, DECLARATION } from './info.ts'
import { ledger } from './manifest.ts'

export type BagOptions = {
  /** The day that bags say they were made, YYYY-MM-DD; left out they say none. */
  readonly date?: string | undefined
}

/**
 * A bag for every report (BagIt, RFC 8493): STEM/data holds the original, the report and every page as picture, ALTO and
 * hOCR. Each bag stands alone, so that it can be checked, moved and handed in alone; it is one once its last file,
 * bagit.txt, is there.
 */
export function bagFormat({ date }: BagOptions = {}): FolderFormat {
  return {
    kind: 'folder',
    closed: (report) => {
      const base = safeStem(report)
      return { folder: `${base}/data`, manifest: `${base}/manifest-sha256.txt` }
    },
    async *files(report) {
      const original = await report.original()
      if ('code' in original) {
        yield original
        return
      }
      const base = `${safeStem(report)}/`
      const payload = ledger(base)
      const problems: Problem[] = []
      for await (const file of payloadOf(report, original)) {
        if ('code' in file) problems.push(file)
        else yield payload.note({ ...file, path: `${base}data/${file.path}` })
      }
      const tags = ledger(base)
      const tag = (path: string, bytes: Uint8Array) => ({ path: `${base}${path}`, bytes })
      yield tags.note(tag('bag-info.txt', bagInfo(report.report, payload.oxum(), date)))
      yield tags.note(tag('manifest-sha256.txt', payload.manifest()))
      tags.note(tag('bagit.txt', DECLARATION))
      yield tag('tagmanifest-sha256.txt', tags.manifest())
      yield tag('bagit.txt', DECLARATION)
      yield* problems
    },
  }
}

async function* payloadOf(report: Outgoing, original: Original): AsyncGenerator<ExportFile | Problem> {
  yield { path: `original.${extensionOf(original.bytes)}`, bytes: original.bytes }
  yield { path: 'report.json', bytes: report.bytes }
  const said = (await report.corrections?.()) ?? []
  if (said.length > 0)
    yield { path: 'corrections.jsonl', bytes: utf8(said.map((one) => `${JSON.stringify(one)}\n`).join('')) }
  if (original.readings.some(({ kind }) => kind === 'text')) return
  const texts: PageText[] = []
  let pages = 0
  for await (const page of archivedPages(report, original)) {
    if ('code' in page) {
      yield page
      continue
    }
    const { text } = page
    pages++
    yield { path: pageName(text.page, 'jpg'), bytes: await pictureJpeg(page.picture) }
    yield { path: pageName(text.page, 'alto.xml'), bytes: utf8(altoOf(page, report.report)) }
    yield { path: pageName(text.page, 'hocr.html'), bytes: utf8(hocrOf(page, report.report)) }
    if (hasSeen(text)) texts.push(text)
  }
  if (pages > 0) yield* searchable(report, original, texts)
}

/** Of a PDF the pages' texts are at hand already. */
async function* searchable(
  report: Outgoing,
  original: Original,
  texts: readonly PageText[],
): AsyncGenerator<ExportFile | Problem> {
  if (identify(original.bytes).type === 'pdf') {
    const pdf = await layeredApart({ bytes: original.bytes, pages: texts, title: titleOf(report) })
    yield 'code' in pdf ? pdf : { path: 'searchable.pdf', bytes: pdf }
    return
  }
  const made = await searchablePdf(report, original)
  // What went wrong with its pages was told above.
  yield 'code' in made ? made : { path: 'searchable.pdf', bytes: made.pdf }
}

function extensionOf(bytes: Uint8Array): string {
  const source = identify(bytes)
  if (source.type === 'pdf') return 'pdf'
  if (source.type === 'text') return 'txt'
  const known: Readonly<Record<string, string>> = { JPEG: 'jpg', PNG: 'png', TIFF: 'tif', WebP: 'webp' }
  return known[source.what] ?? 'bin'
}

function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8')
}
