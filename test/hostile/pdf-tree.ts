import { streamObject } from '../engines/pdf/draw-pdf.ts'
import { buildPdf, onePage, visible } from './build-pdf.ts'
import { endless, type Hostile, hostile, SHOWN } from './case.ts'

const ABSURD = { partly: ['page-size-absurd'] } as const
const NO_PAGE = { either: ['pdf-no-pages', 'pdf-damaged', 'page-failed', 'page-not-read'] } as const
const NOTHING = { partly: ['page-not-read', 'page-failed', 'page-damaged'] } as const
const TOLD_OR_READ = {
  either: ['pdf-damaged', 'page-failed', 'too-many-pages', 'page-size-absurd'],
  or: SHOWN,
} as const

/** Page trees that lie, loop or run deep, and pages without a sensible size. */
export const PDF_TREE: readonly Hostile[] = [
  hostile('pages-none.pdf', () => onePage({ tree: '/Count 0 /Kids []' }), { fails: ['pdf-no-pages'] }),
  hostile('count-negative.pdf', () => onePage({ tree: '/Count -3 /Kids [4 0 R]' }), {
    either: ['pdf-no-pages', 'pdf-damaged'],
  }),
  hostile('count-huge.pdf', () => onePage({ tree: '/Count 2147483648 /Kids [4 0 R]' }), TOLD_OR_READ),
  hostile('count-too-high.pdf', () => onePage({ tree: '/Count 9 /Kids [4 0 R]' }), TOLD_OR_READ),
  hostile('count-too-low.pdf', () => pages(3, 1), { either: ['pdf-damaged'] }),
  hostile('count-zero-with-pages.pdf', () => pages(3, 0), { either: ['pdf-damaged', 'pdf-no-pages'] }),
  hostile('count-text.pdf', () => onePage({ tree: '/Count (many) /Kids [4 0 R]' }), TOLD_OR_READ),
  hostile('count-missing.pdf', () => onePage({ tree: '/Kids [4 0 R]' }), TOLD_OR_READ),
  hostile('kids-missing.pdf', () => onePage({ tree: '/Count 1' }), NO_PAGE),
  hostile('kids-themselves.pdf', () => onePage({ tree: '/Count 2 /Kids [2 0 R 4 0 R]' }), {
    either: ['pdf-damaged', 'page-failed'],
  }),
  hostile('kids-twice.pdf', () => onePage({ tree: '/Count 2 /Kids [4 0 R 4 0 R]' }), { reads: SHOWN }),
  hostile('kids-of-other-kinds.pdf', () => onePage({ tree: '/Count 3 /Kids [null 3 0 R 99 0 R]' }), NO_PAGE),
  hostile('pages-of-the-catalog.pdf', () => onePage({ catalog: '/Pages 1 0 R' }), NO_PAGE),
  hostile('tree-deep.pdf', () => deep(10_000), TOLD_OR_READ),
  hostile('pages-5000.pdf', () => pages(5000, 5000), { fails: ['too-many-pages'] }),
  hostile('pages-500.pdf', () => pages(500, 500), { reads: SHOWN }),
  hostile('box-missing.pdf', () => onePage({ box: '' }), TOLD_OR_READ),
  hostile('box-zero.pdf', () => onePage({ box: '/MediaBox [0 0 0 0]' }), ABSURD),
  hostile('box-thin.pdf', () => onePage({ box: '/MediaBox [0 0 0.001 800]' }), ABSURD),
  hostile('box-huge.pdf', () => onePage({ box: '/MediaBox [0 0 200000 200000]' }), ABSURD),
  hostile('box-infinite.pdf', () => onePage({ box: `/MediaBox [0 0 ${'9'.repeat(320)} 1]` }), ABSURD),
  hostile('box-of-words.pdf', () => onePage({ box: '/MediaBox [/a (b) null NaN]' }), TOLD_OR_READ),
  hostile('box-of-three.pdf', () => onePage({ box: '/MediaBox [0 0 300]' }), TOLD_OR_READ),
  hostile('box-elsewhere.pdf', () => onePage({ box: '/MediaBox 99 0 R' }), TOLD_OR_READ),
  hostile('box-turned-over.pdf', () => onePage({ box: '/MediaBox [300 200 0 0]' }), { reads: SHOWN }),
  hostile('box-below-zero.pdf', () => onePage({ box: '/MediaBox [-10 -10 300 200]' }), { reads: SHOWN }),
  hostile('crop-outside.pdf', () => onePage({ page: '/CropBox [900 900 1000 1000]' }), {
    either: ['page-size-absurd', 'page-decoder-warning'],
  }),
  hostile('rotate-45.pdf', () => onePage({ page: '/Rotate 45' }), { reads: SHOWN }),
  hostile('rotate-minus-90.pdf', () => onePage({ page: '/Rotate -90' }), { reads: SHOWN }),
  hostile('rotate-absurd.pdf', () => onePage({ page: '/Rotate 9e99' }), { reads: SHOWN }),
  hostile('unit-million.pdf', () => onePage({ page: '/UserUnit 1000000' }), ABSURD),
  hostile('unit-zero.pdf', () => onePage({ page: '/UserUnit 0' }), TOLD_OR_READ),
  hostile('unit-negative.pdf', () => onePage({ page: '/UserUnit -2' }), TOLD_OR_READ),
  hostile('contents-missing.pdf', () => replaceContents('99 0 R'), NOTHING),
  hostile('contents-partly-missing.pdf', () => replaceContents('[5 0 R 99 0 R]'), {
    either: ['page-failed', 'pdf-damaged'],
  }),
  hostile('contents-no-stream.pdf', () => replaceContents('3 0 R'), NOTHING),
  endless('contents-often.pdf', () => replaceContents(`[${'5 0 R '.repeat(50_000)}]`), {
    either: ['grid-limit', 'page-timeout'],
  }),
]

function pages(count: number, claimed: number): Buffer {
  const kids = Array.from({ length: count }, (_, i) => `${i + 4} 0 R`).join(' ')
  const page =
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 3 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>'
  return buildPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${claimed} /Kids [${kids}] >>`,
    streamObject('', visible()),
    ...Array.from({ length: count }, () => page),
  ])
}

/** A page tree that is a chain of this many nodes. */
function deep(length: number): Buffer {
  const nodes = Array.from({ length }, (_, i) => {
    const kid = i + 1 < length ? i + 7 : 4
    return `<< /Type /Pages /Parent ${i === 0 ? 2 : i + 5} 0 R /Count 1 /Kids [${kid} 0 R] >>`
  })
  return onePage({ tree: '/Count 1 /Kids [6 0 R]', extras: nodes })
}

function replaceContents(contents: string): Buffer {
  return Buffer.from(onePage().toString('latin1').replace('/Contents 5 0 R', `/Contents ${contents}`), 'latin1')
}
