// Writes schemas/traditional.json: every character that has another, simplified form, as two strings of equal length.
// Labels are compared in simplified characters; values and texts are kept as printed.
import { writeFileSync } from 'node:fs'
import * as OpenCC from 'opencc-js'

const toSimplified = OpenCC.Converter({ from: 't', to: 'cn' })
let traditional = ''
let simplified = ''
for (let code = 0x4e00; code <= 0x9fff; code++) {
  const from = String.fromCodePoint(code)
  const to = toSimplified(from)
  if (to === from || to.length !== 1) continue
  traditional += from
  simplified += to
}
writeFileSync(
  new URL('../schemas/traditional.json', import.meta.url),
  `${JSON.stringify({ traditional, simplified })}\n`,
)
