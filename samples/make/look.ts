import type { Random } from './random.ts'

/** How a report looks on paper. Sizes in points unless said otherwise. */
export interface Look {
  /** CSS font family; the first one present on the machine wins. */
  readonly font: string
  readonly bodySize: number
  readonly tableSize: number
  /** CSS border of inner rules and of the table's outline. */
  readonly rule: string
  readonly outline: string
  /** The outermost left and right rules are missing. */
  readonly openSides: boolean
  /** Labels of narrow columns stand upright, one character above the next. */
  readonly verticalHeads: boolean
  /** Brackets, commas and colons have half width. */
  readonly halfMarks: boolean
  /** CSS background of header cells. */
  readonly headFill: string
  /** Least height of a row. */
  readonly rowHeight: number
  readonly align: 'center' | 'right'
  readonly footer: 'none' | 'dashes' | 'words'
  /** A row may be cut by a page break. */
  readonly splitRows: boolean
  /** The header of a table is printed again on the next page. */
  readonly repeatHeads: boolean
  readonly landscape: boolean
  /** A table that is not the form's stands in the prose, as web screenshots do. */
  readonly distractor: boolean
  /** Every table begins on a page of its own. */
  readonly pageBreaks: boolean
}

const FONTS = ['Noto Serif CJK SC', 'Noto Sans CJK SC', 'WenQuanYi Zen Hei', 'AR PL UMing CN']

/** The look of a plain official page; samples change what they are about. */
export const PLAIN: Look = {
  font: 'Noto Serif CJK SC',
  bodySize: 14,
  tableSize: 10.5,
  rule: '0.5pt solid #000',
  outline: '0.5pt solid #000',
  openSides: false,
  verticalHeads: false,
  halfMarks: false,
  headFill: 'none',
  rowHeight: 20,
  align: 'center',
  footer: 'none',
  splitRows: false,
  repeatHeads: false,
  landscape: false,
  distractor: false,
  pageBreaks: false,
}

/** Draws a look. */
export function drawLook(random: Random): Look {
  const rule = random.pick([
    '0.5pt solid #000',
    '0.5pt solid #000',
    '0.75pt solid #333',
    '1pt solid #000',
    '0.5pt solid #999',
  ])
  return {
    font: random.pick(FONTS),
    bodySize: random.pick([12, 14, 15, 16]),
    tableSize: random.pick([8, 9, 9, 10.5, 10.5, 12]),
    rule,
    outline: random.chance(0.25) ? '1.5pt solid #000' : rule,
    openSides: random.chance(0.2),
    verticalHeads: random.chance(0.25),
    halfMarks: random.chance(0.2),
    headFill: random.pick(['none', 'none', 'none', '#eee', '#dbe5f1']),
    rowHeight: random.pick([15, 18, 20, 24, 30]),
    align: random.chance(0.15) ? 'right' : 'center',
    footer: random.pick(['none', 'dashes', 'words'] as const),
    splitRows: random.chance(0.3),
    repeatHeads: random.chance(0.1),
    landscape: random.chance(0.15),
    distractor: random.chance(0.2),
    pageBreaks: random.chance(0.15),
  }
}
