import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MAX_TEXT_CHARACTERS } from '../../../engines/source/limits.ts'
import { readDocument } from '../../../engines/source/read.ts'
import { makePdf } from '../../support/pdfs.ts'
import { ROOT } from '../../support/sources.ts'

const sample = readFileSync(join(ROOT, 'samples', 'digital', 'form-2019.pdf'))
const text = (content: string) => new TextEncoder().encode(content)

test.each([
  ['nothing', '', 'x.txt', 'file-empty'],
  ['white space', ' \n\t\u3000', 'x.txt', 'file-empty'],
  ['a byte order mark alone', '\uFEFF', 'x.txt', 'file-empty'],
  ['text named .pdf', 'not a PDF', 'x.PDF', 'not-a-pdf'],
  ['a web page named .pdf', '<!doctype html>404', 'x.pdf', 'not-a-pdf'],
  ['a web page', '<html><body>', 'x.txt', 'file-type-unknown'],
  ['a ZIP archive', 'PK\u0003\u0004', 'x.docx', 'file-type-unknown'],
  ['binary', 'a\0b\0\0c', 'x.txt', 'encoding-unreadable'],
  ['endless text', 'x\n'.repeat(MAX_TEXT_CHARACTERS / 2 + 1), 'x.txt', 'text-too-long'],
])('%s is a problem', async (_, content, name, code) => {
  expect(await readDocument(text(content), name)).toMatchObject({ code })
})

test.each([
  ['encrypted', makePdf({ password: 'geheim' }), {}, 'pdf-encrypted'],
  ['encrypted, wrong password', makePdf({ password: 'geheim' }), { password: 'other' }, 'pdf-password-wrong'],
  ['without pages', makePdf({ pages: 0 }), {}, 'pdf-no-pages'],
  ['over the page limit', makePdf({ pages: 6 }), { maxPages: 5 }, 'too-many-pages'],
  ['of which no page was asked for', makePdf(), { pages: [[2, null]] }, 'page-out-of-range'],
  ['cut in half', sample.subarray(0, sample.length >> 1), {}, 'pdf-damaged'],
] as const)('a PDF %s is a problem', async (_, bytes, options, code) => {
  expect(await readDocument(bytes, 'x.pdf', options)).toMatchObject({ code })
})

test('an encrypted PDF opens with its password', async () => {
  const reading = await readDocument(makePdf({ password: 'geheim' }), 'x.pdf', { password: 'geheim' })
  expect(reading).toMatchObject({ pages: 1, readings: [{ page: 1, problems: [{ code: 'page-blank' }] }] })
})

test('a document of blank pages alone is a document that was not read', async () => {
  const reading = await readDocument(makePdf({ pages: 2 }), 'x.pdf')
  expect(reading).toMatchObject({ pages: 2, problems: [{ code: 'page-not-read' }] })
})

test('a PDF is read by its content, whatever it is called, and only the pages asked for', async () => {
  const seen: number[] = []
  const options = { pages: [[2, 3]], onPage: (page: number) => seen.push(page) } as const
  const reading = await readDocument(sample, 'report.txt', options)
  if ('code' in reading) throw new Error(reading.message)
  expect(reading.readings.map(({ page, kind }) => [page, kind])).toEqual([
    [2, 'digital'],
    [3, 'digital'],
  ])
  expect(seen).toEqual([2, 3])
  expect(reading.pages).toBeGreaterThan(3)
})

test('pages beyond the end are told beside those that were read', async () => {
  const reading = await readDocument(makePdf({ pages: 2 }), 'x.pdf', { pages: [[2, 5]] })
  expect(reading).toMatchObject({ pages: 2, problems: [{ code: 'page-out-of-range' }, { code: 'page-not-read' }] })
})

test('a picture that cannot be decoded is a failure, never an empty page', async () => {
  const reading = await readDocument(Buffer.from('89504e470d0a1a0a', 'hex'), 'scan.png')
  expect(reading).toMatchObject({ code: 'image-damaged' })
})

test('a damaged text is read, with its problem', async () => {
  const bytes = text('一、总体情况\n本年新收申请 3 件')
  const reading = await readDocument(bytes.subarray(0, -1), 'x.txt')
  expect(reading).toMatchObject({ readings: [{ kind: 'text' }], problems: [{ code: 'text-damaged' }] })
})
