/** Draws the pictures of the docs: a scanned page with its cells beside what `show` prints of it, and a `--debug` drawing. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Canvas, createCanvas, GlobalFonts, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import sharp from 'sharp'
import stringWidth from 'string-width'
import { FLAG } from '../cli/show/layout.ts'
import { renderReport } from '../cli/show/render.ts'
import { type DebugPage, drawDebugPage } from '../engines/debug/draw-page.ts'
import { debugPage } from '../engines/debug/found.ts'
import { pictureOf } from '../engines/debug/picture.ts'
import { openPdf } from '../engines/pdf/open.ts'
import { readDocument } from '../engines/source/read.ts'
import { assemble } from '../pipeline/report/assemble.ts'
import { FORMS } from '../schemas/forms/index.ts'
import type { Box } from '../schemas/geometry.ts'
import type { Report } from '../schemas/report.ts'

const ROOT = join(import.meta.dirname, '..')
const SAMPLE = 'samples/scan/stamped-wrong-sum.pdf'
const PAGE = 3
/** Families for wide characters and for all others; the narrow ones' size makes two of them as wide as a wide one. */
const FONTS = { wide: 'WenQuanYi Zen Hei', narrow: 'DejaVu Sans Mono' }
/** Pixels and terminal columns. */
const [SIZE, LINE, COLUMNS, MARGIN, CAPTION] = [13, 17, 92, 16, 26]
/** Points of the page shown around its table. */
const EDGE = 14
/** The part of the drawing that the docs show, in both panels: figures that lay under the seal. Shares of its size. */
const DETAIL = { x: [0.165, 0.666], width: 0.27, y: 0.075, height: 0.24 }
/** Of WebP, and the most pixels across a detail. */
const [QUALITY, DETAIL_WIDTH] = [82, 1400]
const INK = {
  paper: '#ffffff',
  terminal: '#1d2026',
  text: '#d7dae0',
  flag: '#ffb454',
  strong: '#ffffff',
  faint: '#8a919e',
  frame: '#ff6600',
}

// Colours travel through the renderer between characters of the private use area.
const [OPEN, SPLIT, CLOSE] = ['\ue001', '\ue002', '\ue003']
const PAINTED = /\ue001(\w+)\ue002([^\ue003]*)\ue003|[^\ue001]+/gu

type Piece = { readonly text: string; readonly colour: string }

for (const font of Object.values(FONTS))
  if (!GlobalFonts.has(font)) throw new Error(`make-pictures needs the font ${font}`)
const bytes = new Uint8Array(await readFile(join(ROOT, SAMPLE)))
const { report, drawn } = await readSample()
const lines = terminalLines(report)
const height = CAPTION + lines.length * LINE + 2 * MARGIN
const page = await drawPage(report, height - CAPTION - MARGIN)
await save('reading.webp', drawBoth(page, lines, height))
await save('debug.webp', await detailOf(drawn))

async function readSample(): Promise<{ report: Report; drawn: DebugPage }> {
  const pages: DebugPage[] = []
  const reading = await readDocument(bytes, SAMPLE, { onDrawable: (found) => pages.push(debugPage(found)) })
  if ('code' in reading) throw new Error(reading.message)
  const source = { name: 'stamped-wrong-sum.pdf', sha256: '', pages: reading.pages }
  return { report: assemble(reading.readings, { source, forms: FORMS }), drawn: pages[PAGE - 1]! }
}

/** The table of requests with the checks that failed, and what is in review, as `show` prints them. */
function terminalLines(report: Report): Piece[][] {
  const colour = (name: keyof typeof INK) => (text: string) => `${OPEN}${name}${SPLIT}${text}${CLOSE}`
  const style = { flag: colour('flag'), strong: colour('strong'), faint: colour('faint'), width: COLUMNS }
  const blocks = renderReport(report, FORMS, style).split('\n\n')
  const wanted = blocks.filter((block) => block.includes('requests.') && block.includes(FLAG))
  return wanted.flatMap((block, i) => [...(i > 0 ? [[]] : []), ...block.split('\n').flatMap(piecesOf)])
}

/** A line's coloured pieces, wrapped at a space where it is wider than the terminal. */
function piecesOf(line: string): Piece[][] {
  const out: Piece[][] = [[]]
  let used = 0
  for (const part of line.matchAll(PAINTED)) {
    const colour = INK[(part[1] ?? 'text') as keyof typeof INK]
    for (const text of (part[2] ?? part[0]).match(/ +|[^ ]+/gu) ?? []) {
      const width = stringWidth(text)
      if (used + width > COLUMNS) {
        out.push([{ text: '    ', colour }])
        used = 4
      }
      out.at(-1)!.push({ text, colour })
      used += width
    }
  }
  return out
}

/** The page's table as the file shows it, cells tinted, fields in review framed; `most` is its height in pixels. */
async function drawPage(report: Report, most: number): Promise<Canvas> {
  const pdf = await openPdf(bytes)
  if ('code' in pdf) throw new Error(pdf.message)
  const picture = await pdf.pagePicture(PAGE)
  await pdf.close()
  if ('code' in picture) throw new Error(picture.message)
  const cells = report.tables
    .flatMap((table) => table.cells)
    .flatMap(({ page, box, ...at }) => (page === PAGE && box ? [{ box, ...at }] : []))
  const [x0, y0, x1, y1] = around(cells.map(({ box }) => box))
  const scale = most / (y1 - y0 + 2 * EDGE)
  const page = createCanvas(Math.ceil((x1 - x0 + 2 * EDGE) * scale), most)
  const ctx = page.getContext('2d')
  ctx.fillStyle = INK.paper
  ctx.fillRect(0, 0, page.width, page.height)
  ctx.scale(scale, scale)
  ctx.translate(EDGE - x0, EDGE - y0)
  ctx.drawImage(pictureOf(picture.raster, page.width), 0, 0, picture.width, picture.height)
  for (const { box, row, column } of cells) {
    const [left, top, right, bottom] = box
    ctx.fillStyle = (row + column) % 2 === 0 ? 'rgba(60,140,255,0.16)' : 'rgba(80,190,120,0.16)'
    ctx.fillRect(left, top, right - left, bottom - top)
  }
  for (const field of Object.values(report.fields)) {
    if (field.review && field.page === PAGE && field.box) frame(ctx, field.box)
  }
  return page
}

function around(boxes: readonly Box[]): Box {
  const side = (index: 0 | 1 | 2 | 3) => boxes.map((box) => box[index])
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))]
}

/** The same part of both panels of a `--debug` drawing, side by side. */
async function detailOf(page: DebugPage): Promise<Canvas> {
  const drawing = await loadImage(Buffer.from(drawDebugPage(page)))
  const [width, height] = [DETAIL.width * drawing.width, DETAIL.height * drawing.height]
  const scale = Math.min(1, DETAIL_WIDTH / (width * DETAIL.x.length))
  const canvas = createCanvas(Math.round(width * DETAIL.x.length * scale), Math.round(height * scale))
  DETAIL.x.forEach((x, i) => {
    const at = [x * drawing.width, DETAIL.y * drawing.height, width, height] as const
    canvas.getContext('2d').drawImage(drawing, ...at, i * width * scale, 0, width * scale, height * scale)
  })
  return canvas
}

function frame(ctx: SKRSContext2D, [x0, y0, x1, y1]: Box): void {
  ctx.strokeStyle = INK.frame
  ctx.lineWidth = 3
  ctx.strokeRect(x0, y0, x1 - x0, y1 - y0)
}

function drawBoth(page: Canvas, lines: readonly (readonly Piece[])[], height: number): Canvas {
  const column = SIZE / 2
  const left = page.width + 2 * MARGIN
  const canvas = createCanvas(Math.ceil(left + COLUMNS * column + 2 * MARGIN), height)
  const ctx = canvas.getContext('2d')
  ctx.fillStyle = INK.paper
  ctx.fillRect(0, 0, canvas.width, height)
  ctx.drawImage(page, MARGIN, CAPTION)
  ctx.fillStyle = INK.terminal
  ctx.fillRect(left, 0, canvas.width - left, height)
  ctx.textBaseline = 'middle'
  const write = (pieces: readonly Piece[], from: number, y: number) => {
    let x = from
    for (const { text, colour } of pieces) {
      for (const char of text) {
        const wide = stringWidth(char) === 2
        ctx.font = wide ? `${SIZE}px "${FONTS.wide}"` : `${SIZE * 0.83}px "${FONTS.narrow}"`
        ctx.fillStyle = colour
        ctx.fillText(char, x, y)
        x += stringWidth(char) * column
      }
    }
  }
  const top = CAPTION / 2 + 4
  write([{ text: `stamped-wrong-sum.pdf, page ${PAGE}, and its cells`, colour: '#555' }], MARGIN + 4, top)
  write([{ text: '$ nianbao show stamped-wrong-sum.json', colour: INK.faint }], left + MARGIN, top)
  lines.forEach((line, row) => {
    write(line, left + MARGIN, CAPTION + MARGIN + (row + 0.5) * LINE)
  })
  return canvas
}

async function save(name: string, canvas: Canvas): Promise<void> {
  const folder = join(ROOT, 'docs', 'images')
  await mkdir(folder, { recursive: true })
  const { width, height } = canvas
  const picture = await sharp(canvas.data(), { raw: { width, height, channels: 4 } })
    .flatten({ background: INK.paper })
    .webp({ quality: QUALITY, effort: 6 })
    .toBuffer()
  await writeFile(join(folder, name), picture)
  console.log(`docs/images/${name}: ${width} x ${height}, ${Math.round(picture.length / 1024)} KB`)
}
