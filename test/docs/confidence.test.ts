import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import fitted from '../../pipeline/confidence/fitted.json' with { type: 'json' }
import { CERTAINTY, REVIEW_THRESHOLD } from '../../pipeline/thresholds.ts'
import { ROOT } from '../support/sources.ts'

function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

test('docs/confidence.md gives the tiers and the threshold as they are', () => {
  const page = readText('docs/confidence.md')
  const tiers = [...page.matchAll(/^\| *`(\w+)` *\| *([\d.]+) *\|/gm)].map(([, name, value]) => [name, Number(value)])
  expect(Object.fromEntries(tiers)).toEqual(CERTAINTY)
  expect(page).toContain(`**${REVIEW_THRESHOLD}**`)
})

test('docs/confidence.md gives the figures of the fitted model as they are', () => {
  const page = readText('docs/confidence.md').replace(/\s+/g, ' ')
  const { cells, wrong, logLoss, ece, thresholds } = fitted.crossValidated
  const documents = Object.values(fitted.fittedOn).reduce((sum, { documents }) => sum + documents, 0)
  expect(page).toContain(`Fitted on ${cells.toLocaleString('en-US')} cells of ${documents} scanned reports`)
  expect(page).toContain(`${wrong} of them read wrong`)
  expect(page).toContain(`log loss ${logLoss.toFixed(4)}`)
  expect(page).toContain(`calibration error ${ece.toFixed(4)}`)
  const at = (wanted: number) => {
    const { silentRate, review } = thresholds.find(({ threshold }) => threshold === wanted)!
    return { silent: (silentRate * 10_000).toFixed(1), review: (review * 100).toFixed(1) }
  }
  expect(page).toContain(`${at(0.98).review} % of the cells are in review and ${at(0.98).silent} in 10,000`)
  expect(page).toContain(
    `at 0.97, ${at(0.97).review} % and ${at(0.97).silent}; at 0.99, ${at(0.99).review} % and ${at(0.99).silent}`,
  )
})

test('docs/confidence.zh.md gives the same figures', () => {
  const figures = (page: string) =>
    readText(page)
      .match(/\d+(?:[.,]\d+)*/g)
      ?.filter((figure) => /[.,]/.test(figure)) ?? []
  const [english, chinese] = [figures('docs/confidence.md'), figures('docs/confidence.zh.md')]
  expect(english.length).toBeGreaterThan(150)
  expect(chinese.toSorted()).toEqual(english.toSorted())
})
