import { lattice, streamObject } from '../engines/pdf/draw-pdf.ts'
import { onePage, visible } from './build-pdf.ts'
import { endless, type Hostile, hostile, SHOWN } from './case.ts'

const FORM = '/Type /XObject /Subtype /Form /BBox [0 0 300 200]'
const LIMITED = { either: ['grid-limit', 'page-timeout', 'page-failed', 'page-damaged'] } as const
const BROKEN = { partly: ['page-damaged'] } as const
const DENSE = { either: ['grid-limit', 'page-timeout'], or: SHOWN } as const

/** Content streams that never end, count to a million, or calculate with nonsense. */
export const PDF_CONTENT: readonly Hostile[] = [
  endless('saves.pdf', () => onePage({ content: 'q '.repeat(100_000) + visible() }), LIMITED),
  hostile('restores.pdf', () => onePage({ content: 'Q '.repeat(100_000) + visible() }), { reads: SHOWN }),
  hostile('form-draws-itself.pdf', () => form('/X1 Do', '/X1 6 0 R'), LIMITED),
  hostile(
    'forms-draw-each-other.pdf',
    () =>
      onePage({
        content: `/X1 Do ${visible()}`,
        resources: '/XObject << /X1 6 0 R >>',
        extras: [
          streamObject(`${FORM} /Resources << /XObject << /X1 7 0 R >> >>`, '/X1 Do'),
          streamObject(`${FORM} /Resources << /XObject << /X1 6 0 R >> >>`, '/X1 Do'),
        ],
      }),
    LIMITED,
  ),
  endless('forms-5000-deep.pdf', () => nested(5000, 1), LIMITED),
  endless('forms-ten-to-the-tenth.pdf', () => nested(10, 10), LIMITED),
  endless(
    'paths-million.pdf',
    () => onePage({ content: `${visible()}${'1 1 m 9 9 l S '.repeat(1_000_000)}` }),
    LIMITED,
  ),
  endless(
    'path-long.pdf',
    () => onePage({ content: `${visible()} 1 1 m ${'9 9 l 1 1 l '.repeat(500_000)} S` }),
    LIMITED,
  ),
  endless('rectangles.pdf', () => onePage({ content: `${visible()}${'1 1 9 9 re f '.repeat(200_000)}` }), LIMITED),
  endless('texts-million.pdf', () => onePage({ content: `BT /F1 8 Tf ${'(a) Tj '.repeat(1_000_000)} ET` }), LIMITED),
  endless('text-long.pdf', () => onePage({ content: `BT /F1 8 Tf (${'a'.repeat(2_000_000)}) Tj ET` }), LIMITED),
  hostile(
    'text-on-one-spot.pdf',
    () => onePage({ content: `BT /F1 8 Tf ${'1 0 0 1 50 50 Tm (a b) Tj '.repeat(60_000)} ET` }),
    { either: ['grid-limit', 'page-timeout'], or: 'a' },
  ),
  hostile('text-scattered.pdf', () => onePage({ content: `BT /F1 1 Tf ${scattered(60_000)} ET` }), {
    either: ['grid-limit', 'page-timeout'],
    or: 'a',
  }),
  hostile('lattice-dense.pdf', () => onePage({ content: visible() + denseLattice(180) }), DENSE),
  hostile('lines-crossing.pdf', () => onePage({ content: visible() + crossing(20_000) }), DENSE),
  hostile(
    'not-numbers.pdf',
    () => onePage({ content: `nan inf -inf m NaN 1e999 l S 1 0 0 nan 0 0 cm ${visible()}` }),
    BROKEN,
  ),
  hostile(
    'coordinates-huge.pdf',
    () => onePage({ content: `${'9'.repeat(300)} 0 m 1 -${'9'.repeat(300)} l S ${visible()}` }),
    {
      reads: SHOWN,
    },
  ),
  hostile(
    'coordinates-infinite.pdf',
    () => onePage({ content: `${'9'.repeat(400)} 0 m 1 -${'9'.repeat(400)} l S ${visible()}` }),
    {
      reads: SHOWN,
    },
  ),
  hostile('matrix-zero.pdf', () => onePage({ content: `${visible()} q 0 0 0 0 0 0 cm ${visible()} Q` }), {
    either: ['text-layer-distrusted'],
  }),
  hostile(
    'matrix-growing.pdf',
    () => onePage({ content: `${visible()} q ${'1e9 0 0 1e9 0 0 cm '.repeat(60)} ${visible()} Q` }),
    { partly: ['page-damaged', 'text-layer-distrusted'] },
  ),
  hostile('line-width-huge.pdf', () => onePage({ content: `${visible()} 1e30 w 0 0 m 1 1 l S -4 w 5 5 m 9 9 l S` }), {
    partly: ['page-damaged', 'text-layer-distrusted'],
  }),
  hostile(
    'dashes-tiny.pdf',
    () => onePage({ content: `${visible()} [0.000001] 0 d 0 0 m 300 0 l S [0 0] 0 d 0 9 m 300 9 l S` }),
    {
      reads: SHOWN,
    },
  ),
  hostile('operators-unknown.pdf', () => onePage({ content: `foo bar ${'baz '.repeat(500)} ${visible()}` }), BROKEN),
  hostile(
    'operands-missing.pdf',
    () => onePage({ content: `cm m l c re w Tf Tj TJ gs Do sh BI ID EI ${visible()}` }),
    BROKEN,
  ),
  hostile(
    'operands-of-other-kinds.pdf',
    () => onePage({ content: `(a) /b [1] << >> cm [1 2] w (x) (y) re BT (F) (12) Tf 12 Tj [[[]]] TJ ET ${visible()}` }),
    BROKEN,
  ),
  hostile('string-unclosed-in-content.pdf', () => onePage({ content: `${visible()} BT (no end ` }), BROKEN),
  hostile('inline-image-noise.pdf', () => onePage({ content: `${visible()} BI /W 9 /H 9 /BPC 8 /CS /G ID xx` }), {
    partly: ['page-damaged', 'page-not-read'],
  }),
  endless(
    'marked-content-open.pdf',
    () => onePage({ content: `${'/P << /MCID 0 >> BDC '.repeat(50_000)} ${visible()}` }),
    DENSE,
  ),
  hostile(
    'patterns-recursive.pdf',
    () =>
      onePage({
        content: `/Pattern cs /P1 scn 0 0 300 50 re f ${visible()}`,
        resources: '/Pattern << /P1 6 0 R >>',
        extras: [
          streamObject(
            '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 0.0001 /YStep 0.0001 /Resources << /Pattern << /P1 6 0 R >> >>',
            '/Pattern cs /P1 scn 0 0 9 9 re f',
          ),
        ],
      }),
    { either: ['page-decoder-warning', 'page-timeout'], or: SHOWN },
  ),
  hostile(
    'shading-function.pdf',
    () =>
      onePage({
        content: `q 0 0 300 50 re W n /S1 sh Q ${visible()}`,
        resources: '/Shading << /S1 << /ShadingType 1 /ColorSpace /DeviceGray /Function 6 0 R >> >>',
        extras: [streamObject('/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]', `{ ${'dup mul '.repeat(50_000)} }`)],
      }),
    { either: ['page-decoder-warning', 'page-timeout'], or: SHOWN },
  ),
]

function form(content: string, xobjects: string): Buffer {
  return onePage({
    content: `/X1 Do ${visible()}`,
    resources: `/XObject << ${xobjects} >>`,
    extras: [streamObject(`${FORM} /Resources << /XObject << ${xobjects} >> >>`, content)],
  })
}

/** Forms in forms, each drawing the next one `times` times. */
function nested(depth: number, times: number): Buffer {
  const extras = Array.from({ length: depth }, (_, i) =>
    i + 1 < depth
      ? streamObject(`${FORM} /Resources << /XObject << /X ${i + 7} 0 R >> >>`, '/X Do '.repeat(times))
      : streamObject(FORM, '1 1 m 9 9 l S'),
  )
  return onePage({ content: `/X Do ${visible()}`, resources: '/XObject << /X 6 0 R >>', extras })
}

function scattered(count: number): string {
  return Array.from({ length: count }, (_, i) => `1 0 0 1 ${(i * 7919) % 300} ${(i * 104729) % 200} Tm (a) Tj`).join(
    ' ',
  )
}

function denseLattice(lines: number): string {
  return lattice(
    Array.from({ length: lines }, (_, i) => 10 + (i * 280) / lines),
    Array.from({ length: lines }, (_, i) => 5 + (i * 80) / lines),
  )
}

function crossing(count: number): string {
  return Array.from({ length: count }, (_, i) => `${i % 300} 0 m ${(i * 31) % 300} 200 l S`).join(' ')
}
