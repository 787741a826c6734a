import { deflateSync } from 'node:zlib'
import { PDFDocument } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { layeredPdf } from '../../../export/archive/pdf/layered.ts'
import { drawn, POPPLER, pageOf, sample, scratch, wordsIn } from './support.ts'

const keep = scratch()

type Parts = {
  readonly head?: string
  readonly catalog?: string
  readonly page?: string
  readonly resources?: string
  readonly picture?: string
  readonly content?: string
  readonly obj?: string
  readonly endstream?: string
  readonly more?: string
  readonly trailer?: string
  readonly behind?: string
}

/** A PDF as a scanner writes it: a page, a grey picture on it, an Info dictionary. */
function scannerPdf({
  head = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n',
  catalog = '',
  page = '',
  resources = '',
  picture = '/ColorSpace /DeviceGray',
  content = 'q 300 0 0 200 0 0 cm /Im0 Do Q',
  obj = 'obj\n',
  endstream = '\nendstream\nendobj\n',
  more = '<< /Producer (Scanner) /CreationDate (D:20240101000000Z) >>',
  trailer = '',
  behind = '\n',
}: Parts = {}): Uint8Array {
  const pixels = deflateSync(Buffer.from([0, 80, 160, 255])).toString('latin1')
  const bodies = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>\nendobj\n`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 300 200] >>\nendobj\n',
    `<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /Im0 5 0 R >> /ProcSet [/PDF] ${resources} >> ${page} >>\nendobj\n`,
    `<< /Length ${content.length} >>\nstream\n${content}${endstream}`,
    `<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 ${picture} /Filter /FlateDecode /Length ${pixels.length} >>\nstream\n${pixels}\nendstream\nendobj\n`,
    `${more}\nendobj\n`,
  ]
  let body = head
  const rows = bodies.map((text, i) => {
    const at = body.length
    body += `${i + 1} 0 ${obj}${text}`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 7\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R ${trailer} >>\n`
  return Buffer.from(`${body}${table}startxref\n${body.length}\n%%EOF${behind}`, 'latin1')
}

async function layered(bytes: Uint8Array): Promise<Buffer> {
  const made = await layeredPdf(bytes, [pageOf([['云岭市', [20, 30, 80, 44]]])], '云岭市 <档案>')
  if ('code' in made) throw new Error(made.message)
  expect(Buffer.from(made.subarray(0, bytes.length)).equals(bytes)).toBe(true)
  return Buffer.from(made)
}

const claims = (pdf: Buffer) => pdf.includes('pdfaid:part')

test('a scan of nothing but pictures comes to keep to PDF/A-2u, and looks as it did', async () => {
  const bytes = scannerPdf()
  const pdf = await layered(bytes)
  expect(claims(pdf)).toBe(true)
  expect(pdf.includes('云岭市 &lt;档案&gt;')).toBe(true)
  expect((await PDFDocument.load(pdf, { updateMetadata: false })).catalog.toString()).toMatch(
    /\/GTS_PDFA1[\s\S]*\/DestOutputProfile/,
  )
  if (!POPPLER) return
  const path = keep('scan.pdf', pdf)
  expect(wordsIn(path).map(({ text }) => text)).toEqual(['云岭市'])
  expect(drawn(path, 72).equals(drawn(keep('before.pdf', bytes), 72))).toBe(true)
})

test('nothing is claimed of a file that holds more, or is written in another form', async () => {
  const others: Readonly<Record<string, Parts>> = {
    'no high bytes in the head': { head: '%PDF-1.4\n' },
    'a later version': { head: '%PDF-2.0\n%\xe2\xe3\xcf\xd3\n' },
    'an action': { catalog: '/OpenAction [3 0 R /Fit]' },
    'metadata of its own': { catalog: '/Metadata 6 0 R' },
    annotations: { page: '/Annots []' },
    'a transparent group': { page: '/Group << /S /Transparency >>' },
    'graphics states': { resources: '/ExtGState << /G 6 0 R >>' },
    fonts: { resources: '/Font << /F 6 0 R >>' },
    'a soft mask': { picture: '/ColorSpace /DeviceGray /SMask 5 0 R' },
    'colours of print': { picture: '/ColorSpace /DeviceCMYK' },
    smoothing: { picture: '/ColorSpace /DeviceGray /Interpolate true' },
    'text drawn': { content: 'BT (x) Tj ET' },
    'a state set': { content: 'q /G gs /Im0 Do Q' },
    'an object on one line': { obj: 'obj ' },
    'a stream that is longer than it says': { endstream: '  \nendstream\nendobj\n' },
    'another kind of object': { more: '<< /S /JavaScript /JS (1) >>', trailer: '/Info 5 0 R' },
    'a table before': { trailer: '/Prev 7' },
    'something behind the end': { behind: '\n%%more\n' },
  }
  for (const [what, parts] of Object.entries(others))
    expect([what, claims(await layered(scannerPdf(parts)))]).toEqual([what, false])
})

test('scans whose old text layer names a typeface that is not there claim nothing', async () => {
  const bytes = sample('scan/faxed-2019.pdf')
  const text = pageOf([['云岭市', [20, 30, 80, 44]]], { width: 594.96, height: 841.92 })
  const made = await layeredPdf(bytes, [text], '')
  expect('code' in made ? made : claims(Buffer.from(made))).toBe(false)
})
