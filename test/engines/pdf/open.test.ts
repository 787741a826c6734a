import { expect, test } from 'vitest'
import { openPdf } from '../../../engines/pdf/open.ts'
import { makePdf } from '../../support/pdfs.ts'
import { drawPdf, firstExtra, lattice, streamObject, text } from './draw-pdf.ts'

const open = (pdf: Uint8Array, options = {}) => openPdf(new Uint8Array(pdf), options)

test('pages come one by one, in any order, until the document is closed', async () => {
  const doc = await open(drawPdf([text(10, 10, 'one'), text(10, 10, 'two'), text(10, 10, 'three')]))
  if ('code' in doc) throw new Error(doc.message)
  expect(doc.pages).toBe(3)
  expect(doc.problems).toEqual([])
  const readings = await Promise.all([3, 1, 2].map((page) => doc.readPage(page)))
  expect(readings.map((r) => r.lines[0]!.text)).toEqual(['three', 'one', 'two'])
  await doc.close()
  await doc.close()
  await expect(doc.readPage(1)).rejects.toThrow('closed')
})

test('documents open side by side do not mix', async () => {
  const names = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']
  const read = async (name: string) => {
    const doc = await open(drawPdf([text(10, 10, name)]))
    if ('code' in doc) throw new Error(doc.message)
    const { lines } = await doc.readPage(1)
    await doc.close()
    return lines[0]!.text
  }
  expect(await Promise.all(names.map(read))).toEqual(names)
})

test('what cannot be opened is a problem that says why', async () => {
  const whole = drawPdf([text(10, 10, 'one'), text(10, 10, 'two')])
  expect(await open(new Uint8Array(0))).toMatchObject({ code: 'file-empty' })
  expect(await open(Buffer.from('no PDF at all'))).toMatchObject({ code: 'not-a-pdf' })
  expect(await open(Buffer.from('%PDF-1.7\n and then nothing'))).toMatchObject({ code: 'pdf-damaged' })
  expect(await open(whole.subarray(0, whole.length / 2))).toMatchObject({ code: 'pdf-damaged' })
  expect(await open(drawPdf([]))).toMatchObject({ code: 'pdf-no-pages' })
  expect(await open(whole, { maxPages: 1 })).toMatchObject({ code: 'too-many-pages' })
})

test('encrypted documents want their password', async () => {
  const locked = makePdf({ password: 'sesame' })
  expect(await open(locked)).toMatchObject({ code: 'pdf-encrypted' })
  expect(await open(locked, { password: 'barley' })).toMatchObject({ code: 'pdf-password-wrong' })
  const doc = await open(locked, { password: 'sesame' })
  if ('code' in doc) throw new Error(doc.message)
  expect(doc.pages).toBe(1)
  await doc.close()
})

test('a rebuilt index is a problem of the document', async () => {
  const broken = Buffer.from(
    drawPdf([text(10, 10, 'one')])
      .toString('latin1')
      .replace(/startxref\n\d+/, 'startxref\n7'),
    'latin1',
  )
  const doc = await open(broken)
  if ('code' in doc) throw new Error(doc.message)
  expect(doc.problems).toMatchObject([{ code: 'pdf-damaged' }])
  expect((await doc.readPage(1)).lines[0]!.text).toBe('one')
  await doc.close()
})

test('a page that takes for ever is given up, and the next one is read', async () => {
  // Twelve forms that each draw the next one ten times: a million million marks.
  const first = firstExtra(2)
  const forms = Array.from({ length: 12 }, (_, i) =>
    streamObject(
      `/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Resources << /XObject << /N ${first + i + 1} 0 R >> >>`,
      i === 11 ? lattice([1, 2, 3], [1, 2, 3]) : '/N Do '.repeat(10),
    ),
  )
  const endless = { content: '/N Do', resources: `/XObject << /N ${first} 0 R >>` }
  const doc = await open(drawPdf([endless, text(10, 10, 'two')], forms), { patience: 3000 })
  if ('code' in doc) throw new Error(doc.message)
  expect(await doc.readPage(1)).toMatchObject({ problems: [{ code: 'page-timeout', page: 1 }], lines: [], grids: [] })
  expect(await doc.readPage(2)).toMatchObject({ problems: [], lines: [{ text: 'two' }] })
  await doc.close()
})

test('what a decoder complains about is a problem of the page', async () => {
  const image = streamObject(
    '/Type /XObject /Subtype /Image /Width 90 /Height 90 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode',
    'no JPEG',
  )
  const page = { content: `${text(10, 10, 'one')} 90 0 0 90 50 50 cm /X1 Do`, resources: '/XObject << /X1 7 0 R >>' }
  const doc = await open(drawPdf([page], [image]))
  if ('code' in doc) throw new Error(doc.message)
  const reading = await doc.readPage(1)
  expect(reading.lines[0]!.text).toBe('one')
  expect(reading.problems[0]).toMatchObject({ code: 'page-not-read', page: 1 })
  expect(reading.problems[0]!.message).toContain('decode image')
  await doc.close()
})

test('more lines than we look at are a limit, not an empty page', async () => {
  const edges = Array.from({ length: 300 }, (_, i) => 10 + i * 5)
  const doc = await open(drawPdf([{ content: lattice(edges, edges) + text(20, 20, 'x'), mediaBox: '0 0 1600 1600' }]))
  if ('code' in doc) throw new Error(doc.message)
  expect(await doc.readPage(1)).toMatchObject({ problems: [{ code: 'grid-limit', page: 1 }], grids: [] })
  await doc.close()
})
