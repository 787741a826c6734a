import type { Random } from '../random.ts'
import type { TextCell, TextRow } from './rows.ts'

/** Damage done to a table before it is printed. Every one keeps the values that are left in their order. */
export type RowDamage = (rows: readonly TextRow[], random: Random) => TextRow[]

// Not where a group's heading runs into the label: cut between the two, nobody could tell whose the values are.
const LONG = /^(?!（[三四五六]）.*\d).{8}/

const LOOKALIKE: Readonly<Record<string, string>> = {
  请: '清',
  构: '枸',
  权: '杈',
  未: '末',
  维: '唯',
  案: '安',
  查: '杳',
  询: '洵',
  密: '蜜',
  掌: '常',
  重: '童',
  续: '读',
  转: '传',
  予: '子',
  收: '牧',
  强: '強',
  罚: '罸',
  投: '没',
}

/** One to three rows lose a cell: mostly an empty or a zero one, now and then one that said something. */
export const loseCells: RowDamage = (rows, random) => {
  const wide = rows.filter((row) => row.cells.filter((cell) => cell.role === 'value').length >= 7)
  const hit = new Map(
    random.some(wide, random.int(1, 3)).map((row) => {
      const values = row.cells.filter((cell) => cell.role === 'value')
      const idle = values.filter((cell) => cell.text === '' || cell.text === '0')
      return [row.key, random.pick(idle.length > 0 && random.chance(0.85) ? idle : values).field]
    }),
  )
  return rows.map((row) => {
    const lost = hit.get(row.key)
    return lost === undefined ? row : { ...row, cells: row.cells.filter((cell) => cell.field !== lost) }
  })
}

/** A group's heading and the label beside it run together in one cell. */
export const mergeGroups: RowDamage = (rows, random) => {
  const gap = random.pick(['', ' '])
  return rows.map((row) => {
    const at = row.cells.findIndex(({ role }, i) => role === 'group' && row.cells[i + 1]?.role === 'label')
    const group = row.cells[at]
    const label = row.cells[at + 1]
    if (!group || !label) return row
    const cell: TextCell = { ...label, text: group.text + gap + label.text }
    return { ...row, cells: [...row.cells.slice(0, at), cell, ...row.cells.slice(at + 2)] }
  })
}

/** The second half of a group's heading slips into the empty cell below it. */
export const splitGroups: RowDamage = (rows, random) => {
  const carried = new Map<number, string>()
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, column) => {
      const rest = carried.get(column)
      if (rest !== undefined && cell.covered === 'down') {
        carried.delete(column)
        return { text: rest, role: 'group' }
      }
      if (cell.role !== 'group' || cell.text.length < 5 || !random.chance(0.6)) return cell
      const cut = random.int(3, cell.text.length - 2)
      carried.set(column, cell.text.slice(cut))
      return { ...cell, text: cell.text.slice(0, cut) }
    }),
  }))
}

/** A page break cuts one to three labels: the values stay with one half, the other stands in a row of its own. */
export const cutLabels: RowDamage = (rows, random) => {
  const trailing = random.chance(0.5)
  const below = random.chance(0.3)
  const long = rows.filter((row) => row.key.startsWith('requests.') && LONG.test(labelOf(row)?.text ?? ''))
  const hit = new Set(random.some(long, random.int(1, 3)).map((row) => row.key))
  return rows.flatMap((row) => {
    const label = labelOf(row)
    if (!label || !hit.has(row.key)) return [row]
    const cut = random.int(4, label.text.length - 2)
    const half = (text: string, isFirst: boolean): TextRow => ({
      ...row,
      cells: row.cells.flatMap((cell): TextCell[] => {
        if (cell === label) return [{ ...label, text }]
        if (cell.role === 'value') return isFirst !== below ? [cell] : trailing ? [{ text: '', role: 'filler' }] : []
        return isFirst ? [cell] : [{ text: '', role: 'filler', covered: cell.covered ?? 'down' }]
      }),
    })
    return [half(label.text.slice(0, cut), true), half(label.text.slice(cut), false)]
  })
}

/** Up to four labels have one character misprinted. */
export const misprintLabels: RowDamage = (rows, random) => {
  const able = rows.filter((row) => [...(labelOf(row)?.text ?? '')].some((c) => c in LOOKALIKE))
  const hit = new Set(random.some(able, random.int(1, 4)).map((row) => row.key))
  return rows.map((row) => {
    if (!hit.has(row.key)) return row
    return {
      ...row,
      cells: row.cells.map((cell) => (cell.role === 'label' ? { ...cell, text: misprint(cell.text, random) } : cell)),
    }
  })
}

/** Header labels of narrow columns break into two rows of the header: 商业 | 科研 above 企业 | 机构. */
export const splitHeads: RowDamage = (rows) =>
  rows.flatMap((row) => {
    const narrow = (cell: TextCell): boolean => cell.role === 'head' && cell.text.length === 4
    if (row.cells.filter(narrow).length < 2 || row.cells.length < 8) return [row]
    const above = row.cells.map((cell) => (narrow(cell) ? { ...cell, text: cell.text.slice(0, 2) } : cell))
    const below = row.cells.filter(narrow).map((cell) => ({ ...cell, text: cell.text.slice(2) }))
    return [
      { ...row, cells: above },
      { key: '', cells: below },
    ]
  })

/** Header labels end after their first line: 本年新 for 本年新制作数量. */
export const clipHeads: RowDamage = (rows) =>
  rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) =>
      cell.role === 'head' && cell.text.startsWith('本年新') ? { ...cell, text: '本年新' } : cell,
    ),
  }))

/** Labels are numbered in another way than the form's, or not at all. */
export const renumberLabels: RowDamage = (rows, random) => {
  const write = random.pick([
    (n: string) => `${n}、`,
    (n: string) => `${n}．`,
    (n: string) => `（${n}）`,
    (n: string) => `${n} `,
    () => '',
  ])
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) =>
      cell.role === 'label' ? { ...cell, text: cell.text.replace(/^(\d)\./, (_, n: string) => write(n)) } : cell,
    ),
  }))
}

/** Headings of groups are printed with a gap after each character, as vertical text comes out. */
export const spaceGroups: RowDamage = (rows) =>
  rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => (cell.role === 'group' ? { ...cell, text: [...cell.text].join(' ') } : cell)),
  }))

function misprint(text: string, random: Random): string {
  const characters = [...text]
  const able = characters.map((c, i) => (c in LOOKALIKE ? i : -1)).filter((i) => i >= 0)
  if (able.length === 0 || characters.length < 4) return text
  const at = random.pick(able)
  return characters.map((c, i) => (i === at ? (LOOKALIKE[c] ?? c) : c)).join('')
}

function labelOf(row: TextRow): TextCell | undefined {
  return row.cells.find((cell) => cell.role === 'label')
}
