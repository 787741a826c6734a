import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { varyText } from '../samples/make/vary.ts'

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
mkdirSync(values.out, { recursive: true })
for (let i = 0; i < Number(values.count); i++) {
  const { name, bytes, truth } = varyText(values.seed, i)
  writeFileSync(join(values.out, `${name}.txt`), bytes)
  writeFileSync(join(values.out, `${name}.truth.json`), `${JSON.stringify(truth, null, 1)}\n`)
}
