import { expect, test } from 'vitest'
import { decode } from '../../../../engines/ocr/ppocr/decode.ts'

const keys = ['', 'a', 'b', ' ']

/** Probabilities of a path through the classes, one class and its probability a step. */
function emission(...path: readonly (readonly [number, number])[]) {
  const data = new Float32Array(path.length * keys.length)
  path.forEach(([best, probability], t) => {
    for (let k = 0; k < keys.length; k++) data[t * keys.length + k] = k === best ? probability : (1 - probability) / 3
  })
  return { steps: path.length, classes: keys.length, data }
}

const text = (...path: readonly (readonly [number, number])[]) =>
  decode(emission(...path), keys, path.length * 8, 24)
    .map((c) => c.text)
    .join('')

test('runs count once, and twice with a blank between', () => {
  expect(text([1, 0.9], [1, 0.9], [2, 0.9])).toBe('ab')
  expect(text([1, 0.9], [0, 0.9], [1, 0.9])).toBe('aa')
  expect(text([0, 0.9], [0, 0.8])).toBe('')
  expect(text([1, 0.9], [3, 0.9], [2, 0.9])).toBe('a b')
})

test('a character’s score is the highest of its run', () => {
  const [first, second] = decode(emission([1, 0.6], [1, 0.75], [0, 0.9], [2, 0.5]), keys, 32, 24)
  expect(first!.score).toBeCloseTo(0.75)
  expect(second!.score).toBeCloseTo(0.5)
})

test('edges lie halfway between neighbours and not far from the character', () => {
  const seen = decode(emission([0, 1], [1, 1], [0, 1], [2, 1], [0, 1], [0, 1], [0, 1], [0, 1]), keys, 64, 16)
  expect(seen.map(({ from, to }) => [from, to])).toEqual([
    [0, 20],
    [20, 44],
  ])
})
