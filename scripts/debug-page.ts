/** Draws a page's rulings, cells and words over it: node scripts/debug-page.ts FILE PAGE OUT.png */
import { readFile, writeFile } from 'node:fs/promises'
import { createCanvas, ImageData } from '@napi-rs/canvas'
import { openHere } from '../engines/pdf/document.ts'

const [file, page = '1', out = 'page.png'] = process.argv.slice(2)
if (!file) throw new Error('usage: debug-page FILE [PAGE] [OUT.png]')
const doc = await openHere(new Uint8Array(await readFile(file)))
if ('code' in doc) throw new Error(doc.message)
const { reading, marks, words, trust, full, bare } = await doc.inspectPage(Number(page))
const pixels = full ?? bare
const canvas = createCanvas(pixels.width, pixels.height)
const ctx = canvas.getContext('2d')
ctx.putImageData(new ImageData(new Uint8ClampedArray(pixels.data), pixels.width, pixels.height), 0, 0)
ctx.scale(pixels.scale, pixels.scale)
ctx.lineWidth = 0.6
const rect = (colour: string, [x0, y0, x1, y1]: readonly [number, number, number, number] | number[]) => {
  ctx.strokeStyle = colour
  ctx.strokeRect(x0!, y0!, x1! - x0!, y1! - y0!)
}
for (const word of words) rect('rgba(0,160,0,0.6)', word.box)
for (const run of [...trust.unseen, ...trust.garbled]) rect('magenta', run.box)
for (const grid of reading.grids)
  for (const cell of grid.cells) {
    const [x0, y0, x1, y1] = cell.box!
    ctx.fillStyle = `hsla(${(cell.row * 67 + cell.column * 131) % 360}, 90%, 60%, 0.25)`
    ctx.fillRect(x0, y0, x1 - x0, y1 - y0)
    rect('rgba(0,0,255,0.8)', [x0 + 1, y0 + 1, x1 - 1, y1 - 1])
  }
ctx.strokeStyle = 'red'
for (const r of marks?.rulings ?? []) {
  ctx.beginPath()
  if (r.kind === 'horizontal') {
    ctx.moveTo(r.from, r.at)
    ctx.lineTo(r.to, r.at)
  } else {
    ctx.moveTo(r.at, r.from)
    ctx.lineTo(r.at, r.to)
  }
  ctx.stroke()
}
await writeFile(out, canvas.toBuffer('image/png'))
for (const line of reading.lines) process.stdout.write(`${line.box?.map(Math.round)} ${line.text}\n`)
for (const grid of reading.grids) {
  process.stdout.write(`grid ${grid.origin} ${grid.rows} x ${grid.columns}\n`)
  for (const c of grid.cells)
    process.stdout.write(`  r${c.row}+${c.rowSpan} c${c.column}+${c.columnSpan} ink ${c.ink} ${c.text}\n`)
}
for (const p of reading.problems) process.stdout.write(`${p.code}: ${p.message}\n`)
await doc.close()
