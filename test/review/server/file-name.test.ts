import { expect, test } from 'vitest'
import { attachment, shownName } from '../../../review/server/file-name.ts'

test.each([
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\win.ini', 'win.ini'],
  ['..', 'document'],
  ['', 'document'],
  ['a/', 'document'],
  ['报告\u202efdp.exe', '报告_fdp.exe'],
  ['line\nbreak\u0000.pdf', 'line_break_.pdf'],
  ['<script>alert(1)</script>.pdf', 'script>.pdf'],
])('%j is shown as %j', (given, shown) => {
  expect(shownName(given)).toBe(shown)
})

test('names are cut between characters', () => {
  expect(shownName('𠀀'.repeat(300))).toBe('𠀀'.repeat(200))
})

test('a name becomes a header without leaving its quotes', () => {
  expect(attachment('年报 "2023".json')).toBe(
    `attachment; filename="____2023_.json"; filename*=UTF-8''%E5%B9%B4%E6%8A%A5%20%222023%22.json`,
  )
  expect(attachment("a'(b)*.json\r\nX: y")).not.toMatch(/[\r\n*']\S*'b/)
})
