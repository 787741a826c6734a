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
  readonly align: 'center' | 'right' | 'left'
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
  /** CSS font family of digits and Latin letters, where it is another one. */
  readonly digits?: string
  /** Margin of the page in millimetres, at its sides. */
  readonly margin?: number
  /** Empty space above the title, which moves every page break. */
  readonly lead?: number
  /** Values are printed in full-width digits. */
  readonly wideDigits?: boolean
  /** Space between the characters of tables. */
  readonly spacing?: number
  readonly boldValues?: boolean
  /** Labels take less of the width, values more. */
  readonly wideValues?: boolean
  /** CSS colour of print in header cells. */
  readonly headInk?: string
}

// Song, Hei and Kai of several foundries. All but the first four are often missing; the page falls back then.
const FONTS = [
  'Noto Serif CJK SC',
  'Noto Sans CJK SC',
  'WenQuanYi Zen Hei',
  'AR PL UMing CN',
  'AR PL SungtiL GB',
  'AR PL UKai CN',
  'AR PL KaitiM GB',
  'LXGW WenKai',
  'WenQuanYi Micro Hei',
  'Droid Sans Fallback',
]

// Like Times, Arial, Courier, Century and Palatino, as word processors set digits beside Chinese.
const DIGITS = [
  'Liberation Serif',
  'Liberation Serif',
  'Liberation Sans',
  'Liberation Sans',
  'Liberation Mono',
  'Liberation Sans Narrow',
  'C059',
  'P052',
  'DejaVu Sans',
  'Noto Sans Mono CJK SC',
]

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
    '0.25pt solid #000',
    '1.5pt solid #000',
    '0.75pt dashed #000',
    '0.75pt solid #4472c4',
  ])
  const landscape = random.chance(0.15)
  const margin = random.pick([20, 20, 25, 15, 12])
  const headFill = random.pick(['none', 'none', 'none', 'none', '#eee', '#dbe5f1', '#d9d9d9', '#fde9d9', '#4472c4'])
  return {
    font: random.pick(FONTS),
    bodySize: random.pick([12, 14, 15, 16]),
    tableSize: random.pick([7, 7.5, 8, 9, 9, 10.5, 10.5, 11, 12, ...(landscape ? [14, 16] : [])]),
    rule,
    outline: random.chance(0.3) ? random.pick(['1.5pt solid #000', '2.25pt double #000', '2.25pt solid #000']) : rule,
    openSides: random.chance(0.2),
    verticalHeads: random.chance(0.25),
    halfMarks: random.chance(0.2),
    headFill,
    rowHeight: random.pick([12, 15, 18, 20, 24, 30, 38]),
    align: random.weighted({ center: 16, right: 3, left: 1 }),
    footer: random.pick(['none', 'dashes', 'words'] as const),
    splitRows: random.chance(0.3),
    repeatHeads: random.chance(0.1),
    landscape,
    distractor: random.chance(0.2),
    pageBreaks: random.chance(0.15),
    ...(random.chance(0.55) ? { digits: random.pick(DIGITS) } : {}),
    ...(margin === 20 ? {} : { margin }),
    ...(random.chance(0.5) ? { lead: random.int(10, 400) } : {}),
    ...(random.chance(0.08) ? { wideDigits: true } : {}),
    ...(random.chance(0.1) ? { spacing: random.pick([-0.3, 0.4, 0.8]) } : {}),
    ...(random.chance(0.1) ? { boldValues: true } : {}),
    ...(random.chance(0.3) ? { wideValues: true } : {}),
    ...(headFill === '#4472c4' ? { headInk: '#fff' } : {}),
  }
}
