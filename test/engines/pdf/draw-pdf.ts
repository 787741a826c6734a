/** PDFs drawn operator by operator, for exact control over what a page says and shows. */
export type PagePlan = {
  /** The content stream, in PDF's own operators; the font /F1 is Helvetica, /F2 Courier. */
  readonly content: string
  readonly mediaBox?: string
  readonly rotate?: number
  /** Further page entries, such as /CropBox or /UserUnit. */
  readonly entries?: string
  /** Further resources, such as /XObject << /X1 8 0 R >>. */
  readonly resources?: string
}

/** Pages, and further objects that resources name: the first has the number that `firstExtra` says. */
export function drawPdf(pages: readonly (PagePlan | string)[], extras: readonly (string | Buffer)[] = []): Buffer {
  const plans = pages.map((p) => (typeof p === 'string' ? { content: p } : p))
  const kids = plans.map((_, i) => `${5 + 2 * i} 0 R`)
  const objects: (string | Buffer)[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${plans.length} /Kids [${kids.join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
    ...plans.flatMap((p, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [${p.mediaBox ?? '0 0 300 200'}] /Rotate ${p.rotate ?? 0} ${p.entries ?? ''} /Contents ${6 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> ${p.resources ?? ''} >> >>`,
      streamObject('', p.content),
    ]),
    ...extras,
  ]
  const parts = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let length = parts[0]!.length
  objects.forEach((object, i) => {
    offsets.push(length)
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')])
    parts.push(part)
    length += part.length
  })
  const table = offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

/** The number that the first of `drawPdf`'s extras gets. */
export function firstExtra(pages: number): number {
  return 5 + 2 * pages
}

/** A stream object with its dictionary entries. */
export function streamObject(entries: string, data: string | Buffer): Buffer {
  const bytes = Buffer.from(data)
  return Buffer.concat([
    Buffer.from(`<< ${entries} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ])
}

/** A run of text at a place (PDF space: origin bottom left). */
export function text(x: number, y: number, what: string, size = 10, font = 'F1'): string {
  return `BT /${font} ${size} Tf ${x} ${y} Td (${what.replaceAll(/([()\\])/g, '\\$1')}) Tj ET\n`
}

/** A stroked line. */
export function line(x0: number, y0: number, x1: number, y1: number, width = 1): string {
  return `${width} w ${x0} ${y0} m ${x1} ${y1} l S\n`
}

/** All lines of a lattice. */
export function lattice(xs: readonly number[], ys: readonly number[]): string {
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [low, high] = [Math.min(...ys), Math.max(...ys)]
  return [...ys.map((y) => line(left, y, right, y)), ...xs.map((x) => line(x, low, x, high))].join('')
}

/** A grey image of one byte per pixel as an XObject; `value` 255 is white. */
export function greyImage(width: number, height: number, value: (x: number, y: number) => number): Buffer {
  const data = Buffer.alloc(width * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = value(x, y)
  return streamObject(
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`,
    data,
  )
}
