import { Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { createLiveView } from '../../cli/status/live.ts'
import { columnsOf, isLively } from '../../cli/terminal.ts'

test('a terminal’s own columns count, then COLUMNS, then what is usual', () => {
  expect(columnsOf({ columns: 40 }, 80, { COLUMNS: '100' })).toBe(40)
  expect(columnsOf({}, 80, { COLUMNS: '100' })).toBe(100)
  expect(columnsOf({ columns: 0 }, 80, {})).toBe(80)
  for (const nonsense of ['', 'wide', '-3', '0', '7.5']) expect(columnsOf({}, 80, { COLUMNS: nonsense })).toBe(80)
})

test('nothing is drawn again on what is no terminal, or a dumb one', () => {
  expect(isLively({ isTTY: true }, { TERM: 'xterm' })).toBe(true)
  expect(isLively({ isTTY: true }, {})).toBe(true)
  expect(isLively({ isTTY: true }, { TERM: 'dumb' })).toBe(false)
  expect(isLively({}, { TERM: 'xterm' })).toBe(false)
})

test('a live view cuts its lines by the columns that they take', () => {
  let text = ''
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk
      done()
    },
  })
  const output = Object.assign(stream, { columns: 20 }) as unknown as NodeJS.WriteStream
  const view = createLiveView(output, { isTTY: false } as unknown as NodeJS.ReadStream, () => {})
  view.draw('\u001b[1m批次 二〇二三\u001b[0m 十万份文档已经结束\n短')
  view.end()
  const lines = stripVTControlCharacters(text).split('\n')
  expect(lines).toEqual(['批次 二〇二三 十万份', '短', ''])
  expect(stringWidth(lines[0]!)).toBeLessThanOrEqual(20)
})
