import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { ROOT } from './sources.ts'

const INPUTS = [
  'samples/digital/wrong-sum.pdf',
  'samples/text/tabs-lost-cells.txt',
  'docs/examples/reading-rooms/form.json',
]

/** Runs docs/examples/library.ts, or what was compiled of it, with samples, and looks at what it prints and writes beside itself. */
export function expectExample(node: string, program: string): void {
  const folder = dirname(program)
  const inputs = INPUTS.map((path) => join(ROOT, path))
  const printed = execFileSync(node, [program, ...inputs, folder], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  expect(JSON.parse(printed)).toEqual({
    year: 2024,
    inReview: ['requests.unable_notHeld.total'],
    pages: [1, 2, 3, 4],
    failing: ['outcomes.total', 'applicants.unable_notHeld'],
    failingWith: [],
    corrected: [205, 204],
    changed: ['requests.unable_notHeld.total'],
    form: JSON.parse(readFileSync(inputs[2]!, 'utf8')).id,
    review: expect.any(Number),
  })
  const csv = readFileSync(join(folder, 'fields.csv'), 'utf8')
  expect(csv).toMatch(/^\ufeffdocument,/)
  expect(csv).toContain('requests.unable_notHeld.total')
  expect(readFileSync(join(folder, 'statistics.html'), 'utf8')).toContain('<svg ')
}
