import { streamObject } from '../engines/pdf/draw-pdf.ts'
import { onePage, visible } from './build-pdf.ts'
import { type Hostile, hostile, SHOWN, UNSEEN } from './case.ts'

const REBUILT = { partly: ['pdf-damaged'] } as const
const DAMAGED = { either: ['pdf-damaged', 'page-failed', 'pdf-no-pages'] } as const

/** PDFs whose cross-reference, trailer or object streams lie. */
export const PDF_INDEX: readonly Hostile[] = [
  hostile('header-only.pdf', () => '%PDF-1.7\n', { fails: ['pdf-damaged'] }),
  hostile('header-and-noise.pdf', () => `%PDF-1.4\n${'1 0 obj << /Type '.repeat(2000)}`, { fails: ['pdf-damaged'] }),
  hostile('offsets-shifted.pdf', () => onePage({ shift: 7 }), REBUILT),
  hostile('offsets-beyond.pdf', () => onePage({ shift: 900_000_000 }), REBUILT),
  hostile('startxref-beyond.pdf', () => onePage({ startxref: 99_999_999 }), REBUILT),
  hostile('startxref-negative.pdf', () => onePage({ startxref: -5 }), REBUILT),
  hostile('startxref-zero.pdf', () => onePage({ startxref: 0 }), REBUILT),
  hostile('startxref-absurd.pdf', () => onePage({ startxref: '9'.repeat(400) }), REBUILT),
  hostile('startxref-missing.pdf', () => onePage({ startxref: null }), REBUILT),
  hostile('trailer-missing.pdf', () => onePage({ wholeTrailer: '', startxref: null }), { either: ['pdf-damaged'] }),
  hostile('trailer-torn.pdf', () => onePage({ wholeTrailer: 'trailer\n<< /Size 6 /Ro' }), { either: ['pdf-damaged'] }),
  hostile('root-missing.pdf', () => onePage({ wholeTrailer: 'trailer\n<< /Size 6 >>\n' }), DAMAGED),
  hostile('root-elsewhere.pdf', () => onePage({ wholeTrailer: 'trailer\n<< /Size 6 /Root 3 0 R >>\n' }), DAMAGED),
  hostile('size-absurd.pdf', () => onePage({ wholeTrailer: 'trailer\n<< /Size 2147483647 /Root 1 0 R >>\n' }), {
    reads: SHOWN,
  }),
  hostile('prev-to-itself.pdf', () => previous(0), { reads: SHOWN }),
  hostile('prev-in-a-ring.pdf', () => previous(1), { reads: SHOWN }),
  hostile('prev-beyond.pdf', () => onePage({ trailer: '/Prev 88888888' }), { either: ['pdf-damaged'] }),
  hostile('xref-entries-claimed.pdf', () => replaced(onePage(), 'xref\n0 6', 'xref\n0 999999999'), {
    either: ['pdf-damaged'],
  }),
  hostile('xref-stream-widths.pdf', () => xrefStream('/W [9 9999999 9]'), DAMAGED),
  hostile('xref-stream-negative.pdf', () => xrefStream('/W [1 -2 1] /Index [-5 100]'), DAMAGED),
  hostile('xref-stream-index.pdf', () => xrefStream('/W [0 0 0] /Index [0 2147483647]'), DAMAGED),
  hostile('object-stream-loop.pdf', () => objectStream('/N 1 /First 4 /Extends 6 0 R', '4 0 << >>'), { reads: SHOWN }),
  hostile('object-stream-count.pdf', () => objectStream('/N 2147483647 /First 4', '4 0 << >>'), { reads: SHOWN }),
  hostile('revision-hides.pdf', revision, { reads: SHOWN }, UNSEEN),
  hostile('length-short.pdf', () => onePage({ stream: `<< /Length 5 >>\nstream\n${visible()}\nendstream` }), {
    reads: SHOWN,
  }),
  hostile('length-long.pdf', () => onePage({ stream: `<< /Length 99999999 >>\nstream\n${visible()}\nendstream` }), {
    reads: SHOWN,
  }),
  hostile('length-negative.pdf', () => onePage({ stream: `<< /Length -1 >>\nstream\n${visible()}\nendstream` }), {
    reads: SHOWN,
  }),
  hostile('length-of-itself.pdf', () => onePage({ stream: `<< /Length 5 0 R >>\nstream\n${visible()}\nendstream` }), {
    either: ['pdf-damaged', 'page-failed', 'page-damaged', 'page-decoder-warning'],
  }),
  hostile('endstream-missing.pdf', () => onePage({ stream: `<< /Length 99999999 >>\nstream\n${visible()}` }), {
    either: ['pdf-damaged', 'page-failed', 'page-decoder-warning'],
  }),
  hostile('dictionaries-nested.pdf', () => onePage({ catalog: `/Deep ${'<< /D '.repeat(100_000)}` }), {
    either: ['pdf-damaged', 'page-failed', 'reader-crashed'],
  }),
  hostile('arrays-nested.pdf', () => onePage({ catalog: `/Deep ${'['.repeat(200_000)}` }), {
    either: ['pdf-damaged', 'page-failed', 'reader-crashed'],
  }),
  hostile('string-unclosed.pdf', () => onePage({ catalog: `/Deep ${'('.repeat(200_000)}` }), {
    either: ['pdf-damaged', 'page-failed'],
  }),
]

/** Cross-reference sections that follow each other in a ring of one or two. */
function previous(more: number): Buffer {
  const bare = onePage()
  const first = bare.indexOf('xref\n0')
  const ring = replaced(bare, '/Root 1 0 R ', `/Root 1 0 R /Prev ${more === 0 ? first : bare.length + 16}`)
  const second = ring.length
  if (more === 0) return ring
  const tail = `xref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /Prev ${first} >>\nstartxref\n${second}\n%%EOF\n`
  return Buffer.concat([
    Buffer.from(ring.toString('latin1').replace(/\/Prev \d+/, `/Prev ${second}`), 'latin1'),
    Buffer.from(tail),
  ])
}

function xrefStream(entries: string): Buffer {
  const bare = onePage({ wholeTrailer: '', startxref: null })
  const cut = bare.subarray(0, bare.indexOf('xref\n0'))
  const stream = streamObject(`/Type /XRef /Size 7 /Root 1 0 R ${entries}`, Buffer.alloc(64, 1))
  const tail = `\nendobj\nstartxref\n${cut.length}\n%%EOF\n`
  return Buffer.concat([cut, Buffer.from('6 0 obj\n'), stream, Buffer.from(tail)])
}

function objectStream(entries: string, data: string): Buffer {
  return onePage({ extras: [streamObject(`/Type /ObjStm ${entries}`, data)], page: '/Extra 6 0 R' })
}

/** A later revision replaces the page's content; the earlier one is still in the file. */
function revision(): Buffer {
  const first = onePage({ content: visible(UNSEEN) })
  const object = Buffer.concat([Buffer.from('5 0 obj\n'), streamObject('', visible()), Buffer.from('\nendobj\n')])
  const at = String(first.length).padStart(10, '0')
  const start = first.length + object.length
  const tail = `xref\n5 1\n${at} 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev ${first.indexOf('xref\n0')} >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.concat([first, object, Buffer.from(tail)])
}

function replaced(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1')
}
