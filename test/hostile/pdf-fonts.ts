import { streamObject } from '../engines/pdf/draw-pdf.ts'
import { onePage, visible } from './build-pdf.ts'
import { type Hostile, hostile, SHOWN, UNSEEN } from './case.ts'
import { noise } from './texts.ts'

/** The page itself shows the nonsense that its text says. */
const AS_GARBLED_AS_SHOWN = {
  either: ['page-damaged', 'text-layer-distrusted', 'page-decoder-warning'],
  or: '',
} as const
const DISTRUSTED = { partly: ['text-layer-distrusted'] } as const

/** Text that cannot be seen, fonts that are missing or broken, character maps that lie. */
export const PDF_FONTS: readonly Hostile[] = [
  hostile(
    'size-zero.pdf',
    () => onePage({ content: visible() + sized(0) }),
    { either: ['text-layer-distrusted'], or: SHOWN },
    UNSEEN,
  ),
  hostile('size-million.pdf', () => onePage({ content: visible() + sized(1_000_000) }), {
    either: ['text-layer-distrusted'],
  }),
  hostile('size-tiny.pdf', () => onePage({ content: visible() + sized(0.001) }), DISTRUSTED, UNSEEN),
  hostile('white.pdf', () => onePage({ content: `${visible()} 1 g ${visible(UNSEEN, 50)}` }), DISTRUSTED, UNSEEN),
  hostile(
    'mode-invisible.pdf',
    () => onePage({ content: `${visible()} 3 Tr ${visible(UNSEEN, 50)}` }),
    DISTRUSTED,
    UNSEEN,
  ),
  hostile(
    'transparent.pdf',
    () =>
      onePage({
        content: `${visible()} /G gs ${visible(UNSEEN, 50)}`,
        resources: '/ExtGState << /G << /ca 0 /CA 0 >> >>',
      }),
    DISTRUSTED,
    UNSEEN,
  ),
  hostile(
    'covered.pdf',
    () => onePage({ content: `${visible(UNSEEN, 50)} 1 g 0 40 300 30 re f 0 g ${visible()}` }),
    DISTRUSTED,
    UNSEEN,
  ),
  hostile(
    'outside-the-crop.pdf',
    () => onePage({ page: '/CropBox [0 80 300 200]', content: visible() + visible(UNSEEN, 20) }),
    { either: ['text-layer-distrusted'] },
    UNSEEN,
  ),
  hostile(
    'clipped-away.pdf',
    () => onePage({ content: `${visible()} q 0 0 1 1 re W n ${visible(UNSEEN, 50)} Q` }),
    DISTRUSTED,
    UNSEEN,
  ),
  hostile(
    'layer-hidden.pdf',
    () =>
      onePage({
        catalog: '/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>',
        content: `${visible()} /OC /L BDC ${visible(UNSEEN, 50)} EMC`,
        resources: '/Properties << /L 6 0 R >>',
        extras: ['<< /Type /OCG /Name (hidden) >>'],
      }),
    { reads: SHOWN },
    UNSEEN,
  ),
  hostile('font-unnamed.pdf', () => onePage({ content: visible().replace('/F1', '/F9') }), {
    partly: ['page-damaged', 'text-layer-distrusted'],
  }),
  hostile('font-missing.pdf', () => withFont('99 0 R'), { partly: ['page-damaged', 'text-layer-distrusted'] }),
  hostile('font-of-noise.pdf', () => withFont('6 0 R', [trueType(8), streamObject('', noise(4000))]), {
    partly: ['page-damaged', 'text-layer-distrusted', 'page-decoder-warning'],
  }),
  hostile('font-empty.pdf', () => withFont('6 0 R', [trueType(8), streamObject('', '')]), {
    partly: ['page-damaged', 'text-layer-distrusted', 'page-decoder-warning'],
  }),
  hostile(
    'font-descendants-itself.pdf',
    () =>
      withFont('6 0 R', [
        '<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] >>',
      ]),
    AS_GARBLED_AS_SHOWN,
  ),
  hostile('type3-draws-itself.pdf', () => type3('/T3 12 Tf (a) Tj'), {
    partly: ['page-damaged', 'text-layer-distrusted', 'page-decoder-warning'],
  }),
  hostile('type3-matrix-zero.pdf', () => type3('', '[0 0 0 0 0 0]'), {
    partly: ['page-damaged', 'text-layer-distrusted', 'page-decoder-warning'],
  }),
  hostile('map-to-nothing.pdf', () => mapped('<00> <ff> <E000>'), { either: DISTRUSTED.partly, or: '' }),
  hostile('map-to-controls.pdf', () => mapped('<56> <56> <0001> <61> <61> <0002>', 2), DISTRUSTED),
  hostile('map-to-replacement.pdf', () => mapped('<56> <56> <FFFD> <61> <61> <FFFD>', 2), DISTRUSTED),
  hostile('map-range-huge.pdf', () => mapped('<00000000> <FFFFFFFF> <0041>'), {
    partly: ['page-damaged', 'text-layer-distrusted'],
  }),
  hostile('map-ranges-many.pdf', () => mapped('<0000> <FFFF> <0041> '.repeat(3000), 3000), {
    partly: ['page-damaged', 'text-layer-distrusted', 'page-timeout'],
  }),
  hostile('map-uses-itself.pdf', () => cmapLoop(), { partly: ['page-damaged', 'text-layer-distrusted'] }),
  hostile('map-to-long-text.pdf', () => mapped(`<56> <56> <${'0041'.repeat(60_000)}>`), DISTRUSTED),
  hostile(
    'widths-absurd.pdf',
    () =>
      withFont('6 0 R', [
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 0 /LastChar 255 /Widths [1e30 -5 (x)] >>',
      ]),
    AS_GARBLED_AS_SHOWN,
  ),
]

function sized(size: number): string {
  return visible(UNSEEN, 50).replace('12 Tf', `${size} Tf`)
}

/** The page's font F1 is this one. */
function withFont(font: string, extras: readonly (string | Buffer)[] = []): Buffer {
  return Buffer.from(onePage({ extras }).toString('latin1').replace('/F1 3 0 R', `/F1 ${font}`), 'latin1')
}

function trueType(flags: number): string {
  return `<< /Type /Font /Subtype /TrueType /BaseFont /Noise /FirstChar 32 /LastChar 33 /Widths [500 500] /FontDescriptor << /Type /FontDescriptor /FontName /Noise /Flags ${flags} /FontFile2 7 0 R >> >>`
}

function type3(content: string, matrix = '[0.001 0 0 0.001 0 0]'): Buffer {
  return onePage({
    content: `${visible()} BT /T3 12 Tf 40 50 Td (aaa) Tj ET`,
    resources: '/Font << /F1 3 0 R /T3 6 0 R >>',
    extras: [
      `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix ${matrix} /CharProcs << /a 7 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1000] /Resources << /Font << /T3 6 0 R >> >> >>`,
      streamObject('', `1000 0 0 0 750 750 d1 BT ${content} ET 0 0 750 750 re f`),
    ],
  })
}

/** The visible text in a font whose ToUnicode map has this range. */
function mapped(ranges: string, count = 1): Buffer {
  const cmap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def 1 begincodespacerange <00> <FF> endcodespacerange ${count} beginbfrange ${ranges} endbfrange endcmap end end`
  return withFont('6 0 R', [
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 7 0 R >>',
    streamObject('', cmap),
  ])
}

function cmapLoop(): Buffer {
  return withFont('6 0 R', [
    '<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding 7 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >>] >>',
    streamObject(
      '/Type /CMap /CMapName /Own /UseCMap 7 0 R',
      '/Own usecmap begincmap 1 begincidrange <0000> <FFFF> 0 endcidrange endcmap',
    ),
  ])
}
