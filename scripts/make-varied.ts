import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CHROMIUM, openPrinter, printPdf } from '../samples/make/pdf.ts'
import type { Truth } from '../samples/make/truth.ts'
import { varyPage, varyText } from '../samples/make/vary.ts'

// Varied reports with their truth, for hunting silent errors: npx node scripts/make-varied.ts --out DIR --count N --seed S
const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    count: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    kind: { type: 'string', default: 'text' },
  },
})
if (!values.out || !['text', 'digital'].includes(values.kind)) {
  console.error('usage: make-varied --out DIR [--count N] [--seed S] [--kind text|digital]')
  process.exit(2)
}
const { out, seed, kind } = values
const count = Number(values.count)
mkdirSync(out, { recursive: true })
if (kind === 'text') {
  for (let i = 0; i < count; i++) {
    const { name, bytes, truth } = varyText(seed, i)
    save(`${name}.txt`, bytes, name, truth)
  }
} else {
  const printer = await openPrinter()
  if (!printer) {
    console.error(`make-varied: no Chromium at ${CHROMIUM}; set CHROMIUM to its path`)
    process.exit(3)
  }
  for (let i = 0; i < count; i++) {
    const { name, html, look, truth } = varyPage(seed, i)
    save(`${name}.pdf`, await printPdf(printer, html, look), name, truth)
  }
  await printer.close()
}

function save(file: string, bytes: Uint8Array, name: string, truth: Truth): void {
  writeFileSync(join(out, file), bytes)
  writeFileSync(join(out, `${name}.truth.json`), `${JSON.stringify(truth, null, 1)}\n`)
}
