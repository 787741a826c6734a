import { expect, test } from 'vitest'
import { unescaped } from '../../../pipeline/read/escapes.ts'
import { readText } from '../../../pipeline/read/text.ts'

test('tabs written out as \\t are tabs again, a few of them are words', () => {
  const row = ['规章', ...Array(20).fill('0')].join('\\t')
  expect(readText(row).lines[0]?.cells).toHaveLength(21)
  expect(unescaped('路径 c:\\temp\\text')).toBe('路径 c:\\temp\\text')
  expect(unescaped(`a\tb ${row}`)).toContain('\\t')
})

test('an HTML table written out with entities is a table', () => {
  const { grids } = readText(
    '&lt;table&gt;&lt;tr&gt;&lt;td colspan=&quot;2&quot;&gt;规章&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;',
  )
  expect(grids[0]).toMatchObject({ rows: 1, columns: 2 })
  expect(unescaped('3 &lt; 4')).toBe('3 &lt; 4')
})
