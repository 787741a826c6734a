import type { Random } from '../random.ts'
import { type Line, plain, type Segment, textOf } from './lines.ts'

/** Damage done to the lines of a finished dump; the values that stay keep their row and field. */
export type LineDamage = (lines: readonly Line[], random: Random) => Line[]

const MENU = ['首页', '机构职能', '新闻动态', '政策文件', '办事大厅', '互动交流', '数据之窗', '无障碍阅读']
const SHARE = ['打印本页', '关闭窗口', '分享到：', '上一篇：没有了', '下一篇：季度工作提示', '字号：大 中 小']

/** A web page's navigation stands around the report, and once inside its prose. */
export const addNavigation: LineDamage = (lines, random) => {
  const top = [
    ...random.some(MENU, 5),
    '当前位置：首页 > 政务公开 > 年度报告',
    '索引号：QT-0417\t内容分类：综合\t公开方式：主动公开',
  ]
  const bottom = random.some(SHARE, 3)
  const inside = [...random.some(MENU, 4), `浏览次数：${random.int(20, 900)}`, '【返回顶部】']
  return [...top.map(plain), ...insertBetween(lines, inside.map(plain), random), plain(''), ...bottom.map(plain)]
}

/** Tables that are not the form's stand in the prose: lists of letters, notices, visits. */
export const addForeignTable: LineDamage = (lines, random) => {
  const separator = random.pick(['\t', ' | '])
  const table = random.pick([
    [
      ['信件编号', '标题', '状态', '日期', '点击'],
      ...Array.from({ length: random.int(2, 5) }, (_, i) => [
        `XJ${random.int(100000, 999999)}`,
        random.pick(['小区停水咨询', '公交线路建议', '学籍办理流程', '路灯维修']),
        '办结',
        `2月${i + 3}日`,
        String(random.int(5, 400)),
      ]),
    ],
    [
      ['序号', '栏目', '更新条数', '总计'],
      ...['通知公告', '解读回应', '资金信息'].map((name, i) => [
        String(i + 1),
        name,
        String(random.int(3, 60)),
        String(random.int(60, 300)),
      ]),
    ],
  ])
  return insertBetween(lines, ['', ...table.map((row) => row.join(separator)), ''].map(plain), random)
}

/** A page number's line stands in between every so many lines, as page breaks leave it, even inside tables. */
export const addPageNumbers: LineDamage = (lines, random) => {
  const every = random.int(18, 34)
  const total = Math.ceil(lines.length / every)
  const write = random.pick([
    (n: number) => `— ${n} —`,
    (n: number) => `第 ${n} 页`,
    (n: number) => `- ${n} -`,
    (n: number) => `第${n}页 共${total}页`,
  ])
  return lines.flatMap((line, i) =>
    i > 0 && i % every === 0 ? [plain(''), plain(write(i / every)), plain(''), line] : [line],
  )
}

/** A remark stands directly under a table or inside it. */
export const addNotes: LineDamage = (lines, random) => {
  const note = random.pick(['注：表中数量含下属单位。', '说明：以上数据由各科室报送汇总。', '（数据截至年底）'])
  const ends = lines.flatMap((line, i) => (line.some((s) => s.row) && !lines[i + 1]?.some((s) => s.row) ? [i] : []))
  if (ends.length === 0) return [...lines]
  const at = random.pick(ends)
  return [...lines.slice(0, at + 1), plain(note), ...lines.slice(at + 1)]
}

/** What stood before section two is gone. */
export const dropOpening: LineDamage = (lines) => {
  const at = lines.findIndex((line) => /^二、/.test(textOf(line)))
  return at < 0 ? [...lines] : lines.slice(at)
}

/** The file ends in the middle of section three or four, even in the middle of a label or a value. */
export const truncate: LineDamage = (lines, random) => {
  const rows = lines.flatMap((line, i) => (line.some((s) => s.row && !s.row.startsWith('art20_')) ? [i] : []))
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return [...lines]
  const at = random.int(first, last)
  const line = lines[at] ?? []
  let room = random.int(1, Math.max(1, textOf(line).length - 1))
  const kept: Segment[] = []
  for (const segment of line) {
    if (room <= 0) break
    const { field: _, ...rest } = segment
    // A value at the very end may go on behind the cut, so it no longer says which number it is.
    kept.push(segment.text.length < room ? segment : { ...rest, text: segment.text.slice(0, room) })
    room -= segment.text.length
  }
  const gone = new Set([...line.slice(kept.length - 1), ...lines.slice(at + 1).flat()].map((s) => s.row))
  const whole = [...lines.slice(0, at), kept]
  const cut = new Set(whole.flat().flatMap((s) => (s.row !== undefined && gone.has(s.row) ? [s.row] : [])))
  return [...whole, [...cut].map((row) => ({ text: '', row, cut: true }))]
}

function insertBetween(lines: readonly Line[], inserted: readonly Line[], random: Random): Line[] {
  // Only in the prose of section one: between lines that belong to no table and stand before section two.
  const end = lines.findIndex((line) => /^二、/.test(textOf(line)))
  const at = end > 3 ? random.int(3, end) : 0
  return [...lines.slice(0, at), ...inserted, ...lines.slice(at)]
}
