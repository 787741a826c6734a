import type { Random } from '../random.ts'
import { broken, joined, type Line, plain } from './lines.ts'
import { parts, segment, shown, type TextCell, type TextRow } from './rows.ts'

/** How running text comes out of a page: where a long label's lines stand to its values, and how groups are printed. */
export interface Running {
  /** Values after the label's last line, beside its first, beside its middle one, or the label never breaks. */
  readonly wrap: 'after' | 'first' | 'middle' | 'none'
  /** Characters of a label's line before it breaks. */
  readonly width: number
  readonly groups: 'own-line' | 'vertical' | 'inline'
  /** Labels of columns: kept apart, run together, in lines of single characters, or all but gone. */
  readonly heads: 'kept' | 'glued' | 'shredded' | 'lost'
  /** An empty line after every line. */
  readonly airy: boolean
}

/** Space-separated rows, as plain extraction from a page gives them: empty cells vanish. */
export function printRunning(rows: readonly TextRow[], manner: Running, random: Random): Line[] {
  const lines: Line[] = []
  const heads: TextRow[] = []
  for (const row of rows) {
    const isHead = row.key === '' && row.cells.every((cell) => cell.role !== 'title') && row.cells.length > 4
    if (isHead) {
      heads.push(row)
      continue
    }
    lines.push(...printHeads(heads.splice(0), manner, random))
    lines.push(...printRow(row, manner))
  }
  return manner.airy ? lines.flatMap((line) => [line, plain('')]) : lines
}

/** One cell a line and nothing else: empty cells vanish. Agencies' pages often leave empty lines in between. */
export function printPlainLines(rows: readonly TextRow[], airy: boolean, indent: string): Line[] {
  return rows.flatMap((row) =>
    shown(row, 'omit')
      .filter((cell) => cell.text !== '')
      .flatMap((cell): Line[] => {
        const lines = cell.role === 'value' ? printValue(row, cell, indent) : [[segment(row, cell)]]
        return airy ? [...lines, plain('')] : lines
      }),
  )
}

/** Labels and values of a few rows at a time come apart: first the labels' lines, then the values' (or the other way). */
export function printDetached(rows: readonly TextRow[], manner: Running, random: Random): Line[] {
  const valuesFirst = random.chance(0.3)
  const lines: Line[] = []
  let labels: Line[] = []
  let values: Line[] = []
  const flush = (): void => {
    lines.push(...(valuesFirst ? [...values, ...labels] : [...labels, ...values]))
    labels = []
    values = []
  }
  for (const row of rows) {
    const { values: cells, label } = parts(row)
    if (cells.length === 0 || !label) {
      flush()
      lines.push(...printRow(row, { ...manner, wrap: 'none' }))
      continue
    }
    if (manner.groups !== 'inline') labels.push(...parts(row).groups.map((group) => plain(group.text)))
    labels.push([segment(row, label)])
    values.push(
      joined(
        cells.map((cell) => segment(row, cell)),
        ' ',
      ),
    )
    if (row.key.startsWith('requests.') && random.chance(0.25)) flush()
  }
  flush()
  return lines
}

// What stands in brackets behind a number comes out on a line of its own.
function printValue(row: TextRow, cell: TextCell, indent: string): Line[] {
  const at = cell.text.indexOf('（')
  if (at < 1) return [[{ text: indent }, segment(row, cell)]]
  return [
    [{ text: indent }, segment(row, { ...cell, text: cell.text.slice(0, at) })],
    [{ text: cell.text.slice(at), row: row.key }],
  ]
}

function printRow(row: TextRow, manner: Running): Line[] {
  const { groups, label, values } = parts(row)
  const said = values.filter((cell) => cell.text !== '').map((cell) => segment(row, cell))
  if (!label)
    return [
      joined(
        shown(row, 'omit')
          .filter((cell) => cell.text !== '')
          .map((cell) => segment(row, cell)),
        ' ',
      ),
    ]
  const before = groups.flatMap((group): Line[] => {
    if (manner.groups === 'vertical' && group.text.length > 5) return [...group.text].map(plain)
    return manner.groups === 'inline' ? [] : [plain(group.text)]
  })
  const inline = manner.groups === 'inline' ? groups.map((group) => segment(row, { ...group, role: 'group' })) : []
  const pieces = manner.wrap === 'none' ? [label.text] : wrapped(label.text, manner.width)
  const at = { none: 0, first: 0, middle: Math.floor((pieces.length - 1) / 2), after: pieces.length }[manner.wrap]
  const alone = pieces.length === 1
  const lines = pieces.map((text, i): Line => {
    const label = { text, row: row.key }
    return joined([...(i === 0 ? inline : []), label, ...(alone || i === at ? said : [])], ' ')
  })
  if (!alone && at === pieces.length && said.length > 0) lines.push(joined(said, ' '))
  return [...before, ...lines]
}

function printHeads(rows: readonly TextRow[], manner: Running, random: Random): Line[] {
  if (rows.length === 0) return []
  const labels = rows.map((row) =>
    shown(row, 'omit')
      .map((cell) => cell.text)
      .filter((text) => text !== ''),
  )
  if (manner.heads === 'kept') return labels.map((texts) => plain(texts.join(' ')))
  if (manner.heads === 'glued') return labels.map((texts) => plain(texts.join('')))
  const [first = [], ...others] = labels
  if (manner.heads === 'lost') return [plain(first.join(' ')), plain(` ${random.pick(['他', '果', '计', '织'])}`)]
  // Narrow columns come out as lines of single characters: the first of every label, then the second, and so on.
  const narrow = others.flat()
  const depth = Math.max(0, ...narrow.map((text) => text.length))
  const shreds = Array.from({ length: depth }, (_, i) => narrow.map((text) => text[i] ?? '').filter((c) => c !== ''))
  return [plain(first.join(' ')), ...shreds.map((characters) => plain(characters.join(' ')))]
}

// A last line of one or two characters stays with the line before it.
function wrapped(text: string, width: number): string[] {
  const pieces = broken(text, width)
  const last = pieces.at(-1)
  if (last === undefined || pieces.length < 2 || last.length > 2) return pieces
  return [...pieces.slice(0, -2), (pieces.at(-2) ?? '') + last]
}
