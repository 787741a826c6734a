import { drawPdf, firstExtra, streamObject } from '../engines/pdf/draw-pdf.ts'

/** A PDF of one page that takes hours: forms that each draw the next one ten times make a million million marks. */
export function endlessPdf(): Uint8Array<ArrayBuffer> {
  const first = firstExtra(1)
  const forms = Array.from({ length: 12 }, (_, i) =>
    streamObject(
      `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /N ${first + i + 1} 0 R >> >>`,
      i === 11 ? '0 0 m 9 9 l S' : '/N Do '.repeat(10),
    ),
  )
  return new Uint8Array(drawPdf([{ content: '/N Do', resources: `/XObject << /N ${first} 0 R >>` }], forms))
}
