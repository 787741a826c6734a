import type { Picture } from './encode.ts'
import type { Piece } from './render.ts'

/** A page of pictures. Sizes in points; strips lie below one another, `share` of the height each. */
export interface PicturePage {
  readonly width: number
  readonly height: number
  /** Degrees by which a viewer turns the page, clockwise. */
  readonly rotate: 0 | 90 | 180 | 270
  readonly strips: readonly { readonly picture: Picture; readonly share: number }[]
  /** Text that is there but not seen, as text recognition leaves it. */
  readonly text: readonly Piece[]
}

/** Writes a PDF of pictures; the same pages give the same bytes. */
export function writePdf(pages: readonly PicturePage[]): Uint8Array {
  const objects: (string | Uint8Array)[][] = [
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    [],
    [
      '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 90 >> >>] >>',
    ],
  ]
  const add = (...parts: (string | Uint8Array)[]): number => objects.push(parts)
  const kids = pages.map((page) => {
    const names = page.strips.map(({ picture }, i) => `/P${i} ${add(...pictureObject(picture))} 0 R`)
    const content = contentOf(page)
    const contents = add(`<< /Length ${content.length} >>\nstream\n`, content, '\nendstream')
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${round(page.width)} ${round(page.height)}]${page.rotate === 0 ? '' : ` /Rotate ${page.rotate}`} /Contents ${contents} 0 R /Resources << /XObject << ${names.join(' ')} >>${page.text.length > 0 ? ' /Font << /F 3 0 R >>' : ''} >> >>`,
    )
  })
  objects[1] = [`<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`]
  return assemble(objects)
}

function assemble(objects: readonly (readonly (string | Uint8Array)[])[]): Uint8Array {
  const parts: Uint8Array[] = []
  let length = 0
  const put = (part: string | Uint8Array): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part
    parts.push(bytes)
    length += bytes.length
  }
  put('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n')
  const offsets = objects.map((object, i) => {
    const offset = length
    put(`${i + 1} 0 obj\n`)
    for (const part of object) put(part)
    put('\nendobj\n')
    return offset
  })
  const start = length
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  put(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`)
  put(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
  return Buffer.concat(parts)
}

function pictureObject({ width, height, channels, bits, coding, bytes }: Picture): (string | Uint8Array)[] {
  const filter =
    coding === 'jpeg'
      ? '/DCTDecode'
      : coding === 'flate'
        ? `/FlateDecode /DecodeParms << /Predictor 12 /Colors ${channels} /Columns ${width} >>`
        : coding === 'fax'
          ? `/CCITTFaxDecode /DecodeParms << /K -1 /Columns ${width} /Rows ${height} >>`
          : '/FlateDecode'
  const meaning =
    coding === 'stencil'
      ? '/ImageMask true /Decode [1 0]'
      : coding === 'palette'
        ? `/ColorSpace [/Indexed /DeviceGray 15 <${GREYS}>]`
        : `/ColorSpace /Device${channels === 1 ? 'Gray' : 'RGB'}${coding === 'negative' ? ' /Decode [1 0]' : ''}`
  return [
    `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${meaning} /BitsPerComponent ${bits} /Filter ${filter} /Length ${bytes.length} >>\nstream\n`,
    bytes,
    '\nendstream',
  ]
}

const GREYS = Array.from({ length: 16 }, (_, i) => (255 - 17 * i).toString(16).padStart(2, '0')).join('')

function contentOf({ width, height, strips, text }: PicturePage): string {
  let top = height
  const drawn = strips.map(({ share }, i) => {
    const high = share * height
    top -= high
    return `q ${round(width)} 0 0 ${round(high)} 0 ${round(top)} cm /P${i} Do Q`
  })
  const said = text.map(({ text: characters, x, y, size, width: wide }) => {
    const stretch = (100 * wide) / ([...characters].length * size)
    const codes = Buffer.from(characters, 'utf16le').swap16().toString('hex')
    return `BT /F ${round(size)} Tf 3 Tr ${round(stretch)} Tz 1 0 0 1 ${round(x)} ${round(y)} Tm <${codes}> Tj ET`
  })
  return [...drawn, ...said].join('\n')
}

function round(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
