import { Writable } from 'node:stream'
import stringWidth from 'string-width'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createProgress } from '../../cli/progress.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A stream that keeps what is written to it. */
function sink(terminal: boolean, columns = 100): { stream: NodeJS.WriteStream; text: () => string } {
  let text = ''
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk
      done()
    },
  })
  return {
    stream: Object.assign(stream, { isTTY: terminal, columns }) as unknown as NodeJS.WriteStream,
    text: () => text,
  }
}

test('plain lines: the first page, one a second, the end', () => {
  const { stream, text } = sink(false)
  const progress = createProgress(4, stream, false)
  progress.page('a\u001b.pdf', 1, 3)
  progress.page('a\u001b.pdf', 2, 3)
  vi.advanceTimersByTime(1500)
  progress.done(false)
  vi.advanceTimersByTime(500)
  progress.done(true)
  vi.advanceTimersByTime(1000)
  progress.page('b.pdf', 1, 1)
  progress.done(false)
  progress.done(false)
  progress.stop()
  expect(text().split('\n')).toEqual([
    '0/4 files · a\\u{1b}.pdf page 1 of 3',
    '1/4 files · 0.7/s · ETA 5 s · a\\u{1b}.pdf page 2 of 3',
    '2/4 files · 0.7/s · ETA 3 s · 1 failed · b.pdf page 1 of 1',
    '4/4 files · 1.3/s · 1 failed',
    '',
  ])
})

test('a bar on a terminal, which is gone in the end', () => {
  const { stream, text } = sink(true)
  // What cli-progress calls of a terminal.
  Object.assign(stream, { cursorTo: () => true, clearLine: () => true, moveCursor: () => true })
  const progress = createProgress(2, stream, false)
  progress.page('a.pdf', 1, 1)
  vi.advanceTimersByTime(1000)
  progress.done(false)
  vi.advanceTimersByTime(200)
  progress.stop()
  expect(text()).toContain('░')
  expect(text()).toContain('1/2 files · 1.0/s · ETA 1 s · a.pdf page 1 of 1')
  expect(text()).not.toContain('\n')
})

test('on a narrow terminal the bar is short, and what has no room is left out', () => {
  const { stream, text } = sink(true, 40)
  Object.assign(stream, { cursorTo: () => true, clearLine: () => true, moveCursor: () => true })
  const progress = createProgress(200, stream, false)
  progress.page('2023/望岑县财政局2024年政府信息公开工作年度报告.pdf', 1, 1)
  vi.advanceTimersByTime(1000)
  progress.done(true)
  vi.advanceTimersByTime(200)
  progress.stop()
  const drawn = text()
    .split(/[\u2588\u2591]+/)
    .slice(1)
    .map((told) => told.split('\u001b', 1)[0]!)
  expect(drawn).toContain(' 1/200 files · 1.0/s')
  for (const told of drawn) expect(stringWidth(told)).toBeLessThanOrEqual(40 - 8)
})

test('nothing where nothing is wanted', () => {
  const { stream, text } = sink(false)
  for (const progress of [createProgress(0, stream, false), createProgress(5, stream, true)]) {
    progress.page('a.pdf', 1, 1)
    progress.done(true)
    progress.stop()
  }
  expect(text()).toBe('')
})
