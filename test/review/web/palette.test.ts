import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../../support/sources.ts'

const tokens = readFileSync(join(ROOT, 'review/web/style/tokens.css'), 'utf8')
const colours = new Map([...tokens.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]))

/** Every text colour with the grounds that it stands on. */
const PAIRS: Readonly<Record<string, readonly string[]>> = {
  ink: ['paper', 'ground', 'sunken', 'flagged-ground', 'failing-ground', 'corrected-ground', 'passing-ground'],
  'ink-soft': ['paper', 'ground', 'sunken', 'flagged-ground', 'failing-ground', 'corrected-ground', 'passing-ground'],
  brand: ['paper', 'ground', 'corrected-ground'],
  'on-brand': ['brand', 'corrected'],
  'on-header': ['header'],
  'on-header-soft': ['header'],
  flagged: ['paper', 'flagged-ground', 'failing-ground'],
  failing: ['paper', 'ground', 'flagged-ground', 'failing-ground'],
  corrected: ['paper', 'corrected-ground', 'passing-ground', 'failing-ground'],
  passing: ['paper', 'ground', 'passing-ground'],
}

test.each(Object.entries(PAIRS).flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
  '%s on %s has a contrast of at least 4.5',
  (text, ground) => {
    expect(contrast(colours.get(text)!, colours.get(ground)!)).toBeGreaterThanOrEqual(4.5)
  },
)

test('what shows the focus and the edges of states stands out from its surroundings', () => {
  for (const ground of ['paper', 'ground'])
    expect(contrast(colours.get('focus')!, colours.get(ground)!)).toBeGreaterThanOrEqual(3)
})

test('contrast is that of WCAG 2', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
