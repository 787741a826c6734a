import type { Encoding } from './encode.ts'
import type { Damage, Kind } from './garble/kinds.ts'
import { garble } from './garble.ts'
import { writeHtml } from './html.ts'
import { layOut } from './layout.ts'
import { type Look, PLAIN } from './look.ts'
import { seeded } from './random.ts'
import { makeReport, type Wish } from './report.ts'
import type { Habits } from './sheet.ts'
import { type Truth, truthOf, truthOfDump } from './truth.ts'

interface Entry {
  readonly name: string
  /** What the sample is there to show. */
  readonly purpose: string
  readonly seed: string
  readonly wish: Wish
  readonly habits?: Partial<Habits>
}

/** A sample that is printed to PDF. */
export interface DigitalEntry extends Entry {
  readonly look: Partial<Look>
}

/** A sample that is a damaged text dump. */
export interface TextEntry extends Entry {
  readonly kind: Kind
  readonly damages: readonly Damage[]
  readonly encoding: Encoding
}

/** A sample that is a scan of a digital one. */
export interface ScanEntry {
  readonly name: string
  readonly purpose: string
  /** Name of the digital sample that was printed. */
  readonly from: string
  readonly condition: string
  readonly seed: string
  readonly strength: number
  /** So that the file stays small. */
  readonly dpi?: number
  readonly quality?: number
}

/** The samples that are PDFs with a sound text layer. */
export const DIGITAL: readonly DigitalEntry[] = [
  {
    name: 'form-2019',
    purpose:
      'The 2019 form on plain pages: signed changes, money with a unit in the cell, tables that go on over a page break.',
    seed: 'form-2019',
    wish: { form: '2019', year: 2020, scale: 'some', style: 'zeros' },
    look: { font: 'Noto Sans CJK SC', footer: 'dashes' },
  },
  {
    name: 'form-2021-blanks',
    purpose:
      'The 2021 form with empty cells where other agencies print 0, renamed and spaced labels, upright column headers.',
    seed: 'form-2021-blanks',
    wish: { form: '2021', year: 2022, scale: 'some', style: 'blankBody' },
    habits: { renamed: true, spaced: true },
    look: { font: 'WenQuanYi Zen Hei', verticalHeads: true, headFill: '#eee', footer: 'words' },
  },
  {
    name: 'mixed-forms-split-rows',
    purpose: 'Section two of the 2021 form, section three of the 2019 form; rows are cut by page breaks.',
    seed: 'mixed-forms-split-rows',
    wish: { form: 'mixed', year: 2023, scale: 'few', style: 'narrow' },
    look: { font: 'WenQuanYi Zen Hei', splitRows: true, rowHeight: 24, bodySize: 15 },
  },
  {
    name: 'wrong-sum',
    purpose:
      "One sum is wrong as printed; a table that is not the form's stands in the prose; half-width brackets and commas.",
    seed: 'wrong-sum',
    wish: { form: '2021', year: 2024, scale: 'many', style: 'zeros', agencyError: true },
    look: { font: 'WenQuanYi Zen Hei', halfMarks: true, distractor: true, outline: '1.5pt solid #000' },
  },
  {
    name: 'landscape-open-sides',
    purpose:
      'Landscape pages, tables without left and right rules, columns that swapped places, dashes instead of zeros.',
    seed: 'landscape-open-sides',
    wish: { form: '2019', year: 2019, scale: 'some', style: 'dashes' },
    habits: { swapped: true },
    look: { font: 'WenQuanYi Zen Hei', landscape: true, openSides: true, pageBreaks: false, tableSize: 9 },
  },
]

/** The samples that are text dumps. */
export const TEXT: readonly TextEntry[] = [
  {
    name: 'tabs-lost-cells',
    purpose: 'Tab-separated rows, some with a cell fewer than the form has columns, labels cut by a page break.',
    seed: 'tabs-lost-cells',
    wish: { form: '2019', year: 2020, scale: 'some', style: 'zeros' },
    kind: 'tabs',
    damages: ['loseCells', 'cutLabels'],
    encoding: 'utf-8',
  },
  {
    name: 'running-vertical',
    purpose:
      'Space-separated rows from a page: wrapped labels, headings of groups one character a line, page numbers; GB18030.',
    seed: 'running-vertical-31',
    wish: { form: '2021', year: 2023, scale: 'few', style: 'zeros' },
    kind: 'running',
    damages: ['addPageNumbers', 'halveMarks'],
    encoding: 'gb18030',
  },
  {
    name: 'cell-lines-dashes',
    purpose:
      "One cell a line with a stroke behind it, dashes instead of zeros, a web page's navigation around the report; UTF-16.",
    seed: 'cell-lines-dashes',
    wish: { form: '2021', year: 2022, scale: 'few', style: 'dashes' },
    kind: 'cellLines',
    damages: ['addNavigation'],
    encoding: 'utf-16le',
  },
  {
    name: 'markdown-pieces',
    purpose: 'Markdown tables broken into pieces, labels outside the table, a sum that the agency printed wrong.',
    seed: 'markdown-pieces',
    wish: { form: '2021', year: 2025, scale: 'many', style: 'zeros', agencyError: true },
    kind: 'markdown',
    damages: ['splitGroups'],
    encoding: 'utf-8',
  },
  {
    name: 'vanished-blanks',
    purpose: 'One cell a line, empty cells vanished: where the sums do not tell the column, fields belong in review.',
    seed: 'vanished-blanks',
    wish: { form: '2019', year: 2019, scale: 'some', style: 'blankBody' },
    kind: 'plainLines',
    damages: ['misprintLabels'],
    encoding: 'utf-8-bom',
  },
  {
    name: 'traditional-truncated',
    purpose: 'Traditional characters with their readings in brackets; the file ends in the middle of the third table.',
    seed: 'traditional-truncated',
    wish: { form: '2019', year: 2020, scale: 'few', style: 'zeros' },
    kind: 'traditional',
    damages: ['truncate'],
    encoding: 'utf-8',
  },
]

/** The samples that are PDFs of pictures, made by scripts/make-scans.ts. */
export const SCANS: readonly ScanEntry[] = [
  {
    name: 'scanned-blanks',
    purpose: 'A grey office scan: slightly skewed, a little noise, empty cells.',
    from: 'form-2021-blanks',
    condition: 'scan',
    seed: 'scanned-blanks-3',
    strength: 0.5,
    dpi: 150,
    quality: 42,
  },
  {
    name: 'faxed-2019',
    purpose: 'A fax: black and white in CCITT group 4, specks, lines lost in transmission.',
    from: 'form-2019',
    condition: 'fax',
    seed: 'faxed-2019-2',
    strength: 0.6,
  },
  {
    name: 'photographed-split-rows',
    purpose: 'Photos of the sheets: perspective, curled paper, uneven light, the desk around them.',
    from: 'mixed-forms-split-rows',
    condition: 'photo',
    seed: 'photographed-split-rows-4',
    strength: 0.6,
    dpi: 150,
    quality: 31,
  },
  {
    name: 'stamped-wrong-sum',
    purpose: "A colour scan with red seals and a signature over tables; one of the organisation's own sums is wrong.",
    from: 'wrong-sum',
    condition: 'stamped',
    seed: 'stamped-wrong-sum-3',
    strength: 0.6,
    dpi: 150,
    quality: 36,
  },
]

const NONE: Habits = { renamed: false, swapped: false, spaced: false }

/** A digital sample as HTML to be printed, with its truth. */
export function pageOf(entry: DigitalEntry): { html: string; look: Look; truth: Truth } {
  const random = seeded(entry.seed)
  const look = { ...PLAIN, ...entry.look }
  const report = makeReport(random, entry.wish)
  const blocks = layOut(report, { ...NONE, ...entry.habits }, random)
  const traits = Object.entries({ ...entry.look, ...entry.habits }).flatMap(([name, on]) => (on === true ? [name] : []))
  return { html: writeHtml(blocks, look), look, truth: truthOf(report, 'digital', traits) }
}

/** A text sample with its truth. */
export function dumpOf(entry: TextEntry): { text: string; truth: Truth } {
  const random = seeded(entry.seed)
  const report = makeReport(random, entry.wish)
  const dump = garble(report, entry.kind, entry.damages, { ...NONE, ...entry.habits }, random)
  const truth = truthOfDump(report, dump)
  return {
    text: dump.text,
    truth: { ...truth, traits: [...truth.traits, ...(entry.encoding === 'utf-8' ? [] : [entry.encoding])] },
  }
}
