/** Draws the README's picture: a sample's page with the rulings and cells found, beside what `show` prints of it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { type Canvas, createCanvas, GlobalFonts, ImageData, type SKRSContext2D } from '@napi-rs/canvas'
import stringWidth from 'string-width'
import { FLAG } from '../cli/show/layout.ts'
import { renderReport } from '../cli/show/render.ts'
import { openHere } from '../engines/pdf/document.ts'
import { readDocument } from '../engines/source/read.ts'
import { assemble } from '../pipeline/report/assemble.ts'
import { FORMS } from '../schemas/forms/index.ts'
import type { Box } from '../schemas/geometry.ts'
import type { Report } from '../schemas/report.ts'

const ROOT = join(import.meta.dirname, '..')
const SAMPLE = 'samples/digital/wrong-sum.pdf'
const PAGE = 3
/** Families for wide characters and for all others; the narrow ones' size makes two of them as wide as a wide one. */
const FONTS = { wide: 'WenQuanYi Zen Hei', narrow: 'DejaVu Sans Mono' }
/** Pixels and terminal columns. */
const [SIZE, LINE, COLUMNS, MARGIN, CAPTION] = [13, 17, 92, 16, 26]
/** Points of the page shown around its table. */
const EDGE = 4
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
const report = await readReport()
const lines = terminalLines(report)
const height = CAPTION + lines.length * LINE + 2 * MARGIN
const page = await drawPage(report, height - CAPTION - MARGIN)
await save('reading.png', drawBoth(page, lines, height))

async function readReport(): Promise<Report> {
  const reading = await readDocument(bytes, SAMPLE)
  if ('code' in reading) throw new Error(reading.message)
  const source = { name: 'wrong-sum.pdf', sha256: '', pages: reading.pages }
  return assemble(reading.readings, { source, forms: FORMS })
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

/** The page's table with rulings in red, cells tinted, fields in review framed; `most` is its height in pixels. */
async function drawPage(report: Report, most: number): Promise<Canvas> {
  const doc = await openHere(bytes)
  if ('code' in doc) throw new Error(doc.message)
  const { reading, marks, full, bare } = await doc.inspectPage(PAGE)
  await doc.close()
  const pixels = full ?? bare
  const whole = createCanvas(pixels.width, pixels.height)
  whole
    .getContext('2d')
    .putImageData(new ImageData(new Uint8ClampedArray(pixels.data), pixels.width, pixels.height), 0, 0)
  const [x0, y0, x1, y1] = reading.grids[0]!.box!
  const scale = most / (y1 - y0 + 2 * EDGE)
  const page = createCanvas(Math.ceil((x1 - x0 + 2 * EDGE) * scale), most)
  const ctx = page.getContext('2d')
  ctx.fillStyle = INK.paper
  ctx.fillRect(0, 0, page.width, page.height)
  ctx.scale(scale, scale)
  ctx.translate(EDGE - x0, EDGE - y0)
  ctx.drawImage(whole, 0, 0, pixels.width / pixels.scale, pixels.height / pixels.scale)
  for (const cell of reading.grids[0]!.cells) {
    const [left, top, right, bottom] = cell.box!
    ctx.fillStyle = (cell.row + cell.column) % 2 === 0 ? 'rgba(60,140,255,0.16)' : 'rgba(80,190,120,0.16)'
    ctx.fillRect(left, top, right - left, bottom - top)
  }
  ctx.strokeStyle = '#d22'
  ctx.lineWidth = 0.9
  for (const r of marks?.rulings ?? []) {
    const [a, b] = r.kind === 'horizontal' ? [r.from, r.at] : [r.at, r.from]
    const [c, d] = r.kind === 'horizontal' ? [r.to, r.at] : [r.at, r.to]
    ctx.beginPath()
    ctx.moveTo(a, b)
    ctx.lineTo(c, d)
    ctx.stroke()
  }
  for (const field of Object.values(report.fields)) {
    if (field.review && field.page === PAGE && field.box) frame(ctx, field.box)
  }
  return page
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
  write([{ text: `wrong-sum.pdf, page ${PAGE}: rulings and cells`, colour: '#555' }], MARGIN + 4, top)
  write([{ text: '$ nianbao show wrong-sum.json', colour: INK.faint }], left + MARGIN, top)
  lines.forEach((line, row) => {
    write(line, left + MARGIN, CAPTION + MARGIN + (row + 0.5) * LINE)
  })
  return canvas
}

async function save(name: string, canvas: Canvas): Promise<void> {
  const folder = join(ROOT, 'docs', 'images')
  await mkdir(folder, { recursive: true })
  const png = indexedPng(canvas)
  await writeFile(join(folder, name), png)
  console.log(`docs/images/${name}: ${canvas.width} x ${canvas.height}, ${Math.round(png.length / 1024)} KB`)
}

/** A PNG with a palette (ISO/IEC 15948), a third of the size of one in true colour; rare shades go to the nearest in it. */
function indexedPng(canvas: Canvas): Buffer {
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  const colours = new Uint32Array(width * height)
  const counts = new Map<number, number>()
  for (let i = 0; i < colours.length; i++) {
    const [r, g, b] = [data[i * 4]!, data[i * 4 + 1]!, data[i * 4 + 2]!]
    colours[i] = (r << 16) | (g << 8) | b
    counts.set(colours[i]!, (counts.get(colours[i]!) ?? 0) + 1)
  }
  const kept = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour)
  const inks = Object.values(INK).map((ink) => Number.parseInt(ink.slice(1), 16))
  const palette = [...new Set([...inks, ...kept])].slice(0, 256)
  const index = new Map(kept.map((colour) => [colour, nearest(palette, colour)]))
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = index.get(colours[y * width + x]!)!
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3], 8)
  const shades = Buffer.from(palette.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const body = deflateSync(rows, { level: 9 })
  return Buffer.concat([signature, chunk('IHDR', header), chunk('PLTE', shades), chunk('IDAT', body), chunk('IEND')])
}

function nearest(palette: readonly number[], colour: number): number {
  const part = (c: number, shift: number) => (c >> shift) & 255
  const far = (c: number) => [16, 8, 0].reduce((sum, shift) => sum + (part(c, shift) - part(colour, shift)) ** 2, 0)
  return palette.reduce((best, c, i) => (far(c) < far(palette[best]!) ? i : best), 0)
}

function chunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const out = Buffer.alloc(data.length + 12)
  out.writeUInt32BE(data.length, 0)
  out.write(type, 4, 'latin1')
  out.set(data, 8)
  out.writeUInt32BE(crc32(out.subarray(4, data.length + 8)), data.length + 8)
  return out
}
