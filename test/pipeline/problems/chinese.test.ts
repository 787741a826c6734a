import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chineseMessage } from '../../../pipeline/problems/chinese.ts'
import { PATTERNS } from '../../../pipeline/problems/chinese-patterns.ts'
import { readText } from '../../../pipeline/read/text.ts'
import { ROOT } from '../../support/sources.ts'
import { corrected, say } from '../correct/say.ts'

const HAN = /\p{Script=Han}/u
/** Names and terms that are not translated. */
const TERMS = /PDF|HTML|PNG|JPEG|dpi|MB|ppocr|pdf|txt|--(?:timeout|max-pages|max-bytes|pages)|requests\.[.\w]+/g

/** What a document's report or failure says, as it is put together from parts; and the Chinese of it. */
test.each([
  ['page 3 took longer than 60 s and was given up', '第 3 页超过 60 秒，已放弃；确需读取时请调高 --timeout'],
  [
    'decoding its text took longer than 60 s and was given up',
    '解码文本超过 60 秒，已放弃；确需读取时请调高 --timeout',
  ],
  [
    'page 12 is damaged; what was read of it may be wrong or in part (bad XRef entry)',
    '第 12 页已损坏，读出的内容可能有误或不全',
  ],
  ['page 2 holds pictures over 40 % of it; text in them was not read', '第 2 页有 40% 是图像，其中的文字没有读取'],
  [
    'the reader ppocr was stopped on page 2 (no answer (5 s)); what it would have read has one opinion less',
    '识别器 ppocr 在第 2 页超时，该页少了它的结果',
  ],
  [
    'the PDF is damaged: 1 of its compressed streams fails the checksum; fetch it again',
    'PDF 已损坏：有 1 段压缩数据校验不符，请重新下载',
  ],
  ['is a HEIC photo; save it as PNG, JPEG or PDF', '内容是 HEIC 照片，请另存为 PNG、JPEG 或 PDF'],
  [
    'holds a line of 900 cells, over the limit of 400; split it into its reports',
    '有一行 900 个单元格，超过上限 400，请按报告拆分',
  ],
  [
    'holds 2 reports (甲局2020年报; 乙局2021年报); split it: only one was read',
    '有 2 份报告（甲局2020年报; 乙局2021年报），只读了一份，请拆分',
  ],
  [
    'took longer than 60 s (page 3 of 9) and was given up; raise --timeout, or leave the page out with --pages',
    '读取超过 60 秒（第 3 页，共 9 页），已放弃；可调高 --timeout，或用 --pages 略过该页',
  ],
])('%s', (message, chinese) => {
  expect(chineseMessage(message)?.sentence).toBe(chinese)
})

test('what a library said is told apart, fields are called what the caller calls them', () => {
  expect(chineseMessage('page 4 could not be drawn (Bad (nested) token)')).toEqual({
    sentence: '第 4 页画不出来',
    why: 'Bad (nested) token',
  })
  const unused = corrected(
    [readText('没有表格')],
    [
      say('requests.granted.total', { value: 7, state: 'number' }),
      say('table:lines:9-12', { form: null, table: null }),
    ],
  ).problems.filter(({ code }) => code === 'correction-unused')
  const told = unused.map(({ message }) =>
    chineseMessage(message, (subject) => (subject.startsWith('table') ? '表' : '格')),
  )
  expect(told.map((one) => one?.sentence)).toEqual([
    '对“格”的更正（7）没有用上：现在读出的文档没有这个字段',
    '对“表”的指定没有用上：页面或表式中没有这张表格',
  ])
  expect(chineseMessage('something of another version')).toBeNull()
})

test('every message with values is found by its own pattern, and its Chinese leaves nothing out but a library’s words', () => {
  for (const [english, chinese] of PATTERNS) {
    const message = english.replaceAll('(s)', '').replace(/\{(\w+)\}/g, (_, name) => (WORDS.has(name) ? '甲' : '7'))
    const { sentence = '' } = chineseMessage(message) ?? {}
    expect(sentence).toBe(chinese.replace(/\{(\w+)\}/g, (_, name) => (WORDS.has(name) ? '甲' : '7')))
    expect(sentence).toMatch(HAN)
    expect([english, /[a-z]{2}/i.test(sentence.replace(TERMS, ''))]).toEqual([english, false])
    const named = new Set([...english.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))
    const told = new Set([...chinese.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))
    const left = [...named].filter((name) => !told.has(name))
    expect([english, left.filter((name) => !LEFT_OUT.has(name))]).toEqual([english, []])
  }
})

const WORDS = new Set(['what', 'where', 'reader', 'subject', 'title', 'titles', 'table', 'id', 'why'])
const LEFT_OUT = new Set(['why', 'table', 'id'])

test('whatever reading says of a document is said in Chinese, too', () => {
  const unsaid = ['engines', 'pipeline', 'workers'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.startsWith('problems'))
      .flatMap((name) => {
        const source = readFileSync(join(ROOT, folder, name), 'utf8')
        const said = [...source.matchAll(/\bmessage(?:: | =\s+)([`'])((?:(?!\1).)+)\1/g)].map(([, , text]) => text!)
        return said.map((text) => text.replace(/\$\{[^}]*\}/g, '7')).filter((text) => !chineseMessage(text))
      }),
  )
  expect(unsaid.filter((text) => !ELSEWHERE.some((part) => text.startsWith(part)))).toEqual([])
})

/** Put together from parts (see above), told by the code's words alone, or nothing that is said of a document. */
const ELSEWHERE = [
  ...[
    'the reader 7 7',
    'page 7 7',
    '7 7',
    'is 7',
    '7; fetch',
    'is named .pdf but holds 7; 7',
    'has no page 7, but 7 page7',
  ],
  ...[
    'the text 7;',
    '7 more cells',
    'document not recognized: 7',
    'brought its reader process down (7)7',
    '--pages asks',
  ],
  ...['the PDF is damaged: 7 of its compressed streams fail7', 'page 7 holds ${lost', 'the file is empty'],
  ...['the PDF has no pages', 'the password does not open', 'the PDF is encrypted', 'a text dump has no pictures'],
  ...[
    'has pictures, and no text',
    '7 = 7',
    '7 ≠ 7',
    'the prose says',
    'reader processes do not start',
    'a reader answered',
  ],
  ...['Redis ', 'this Redis', 'cannot listen', 'a worker died', 'the program ended'],
]
