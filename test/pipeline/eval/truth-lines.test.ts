import { expect, test } from 'vitest'
import { truthLines } from '../../../pipeline/eval/truth-lines.ts'

const line = (name: string, document = 'aa') =>
  JSON.stringify({ document, name, truth: { fields: { 'a.b.c': { value: 1, state: 'number' } } } })

test('each line is the truth of the document that it names', () => {
  const found = truthLines(`${line('2023.年报.pdf')}\n\n${line('b', 'bb')}\n`)
  expect(found.map((one) => ('truth' in one ? [one.line, one.name, one.sha256] : one))).toEqual([
    [1, '2023.年报', 'aa'],
    [3, 'b', 'bb'],
  ])
})

test('what is no truth, or of no document, is told in its place', () => {
  const found = truthLines(
    [
      '{"fie',
      '{"document":"aa","name":"a","truth":{"fields":{"a":{"value":[]}}}}',
      '{"fields":{}}',
      line('a.pdf'),
    ].join('\n'),
  )
  expect(found.map((one) => ('why' in one ? one.why : one.name))).toEqual([
    expect.stringMatching(/^is not a truth: it/),
    expect.stringMatching(/^is not a truth: truth\.fields\.a\./),
    expect.stringMatching(/^is not a truth: document/),
    'a',
  ])
})
