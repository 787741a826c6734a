import { xmlPart } from './file/sheet-xml.ts'

/** How cells look, by what they hold. */
const LOOKS = {
  plain: {},
  title: { size: 14, bold: true, middle: true },
  section: { size: 12, bold: true, middle: true },
  note: { size: 9, colour: '595959' },
  heading: { grid: true, filled: true, middle: true, wrapped: true, centred: true },
  label: { grid: true, middle: true, wrapped: true },
  value: { grid: true, middle: true, wrapped: true, centred: true },
  words: { grid: true, middle: true, wrapped: true, left: true },
} as const satisfies Record<string, Properties>

type Properties = {
  readonly size?: number
  readonly bold?: boolean
  readonly colour?: string
  readonly grid?: boolean
  readonly filled?: boolean
  readonly middle?: boolean
  readonly wrapped?: boolean
  readonly centred?: boolean
  readonly left?: boolean
}

export type Look = keyof typeof LOOKS

/** A field that somebody should look at; one that a person settled. */
export type Mark = 'flagged' | 'corrected'

const COLOURS = { heading: 'F2F2F2', flagged: 'FFD966', corrected: 'BDD7EE' } as const
const MARKS = [undefined, 'flagged', 'corrected'] as const
/** Two fills that every workbook begins with, then ours. */
const FILLS = ['none', 'gray125', ...Object.keys(COLOURS)]
/** In which the form is set as a rule; who has no such font sees another. */
const FONT = '宋体'

const NAMES = Object.keys(LOOKS) as Look[]
const IDS = new Map(NAMES.flatMap((look, at) => MARKS.map((mark, more) => [`${look} ${mark}`, at * 3 + more] as const)))

/** The number by which cells name their style; 0 is that of a cell that has none. */
export function styleId(look: Look, mark?: Mark): number {
  return IDS.get(`${look} ${mark}`)!
}

/** The part of a workbook that holds all styles. */
export function stylesXml(): string {
  const looks = NAMES.map((name): Properties => LOOKS[name])
  const line = (side: string) => `<${side} style="thin"><color rgb="FF808080"/></${side}>`
  const xfs = looks.flatMap((look, font) => MARKS.map((mark) => xf(look, font, mark)))
  const content = [
    `<fonts count="${looks.length}">${looks.map(fontXml).join('')}</fonts>`,
    `<fills count="${FILLS.length}">${FILLS.map(fillXml).join('')}</fills>`,
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
    `<border>${['left', 'right', 'top', 'bottom'].map(line).join('')}<diagonal/></border></borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  ]
  return xmlPart('styleSheet', { xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' }, content.join(''))
}

function fontXml({ size = 11, bold = false, colour = '000000' }: Properties): string {
  return `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><color rgb="FF${colour}"/><name val="${FONT}"/><charset val="134"/></font>`
}

function fillXml(name: string): string {
  if (!(name in COLOURS)) return `<fill><patternFill patternType="${name}"/></fill>`
  const colour = COLOURS[name as keyof typeof COLOURS]
  return `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`
}

function xf(look: Properties, font: number, mark: Mark | undefined): string {
  const fill = FILLS.indexOf(mark ?? (look.filled ? 'heading' : 'none'))
  const alignment = [
    look.centred ? ' horizontal="center"' : look.left ? ' horizontal="left"' : '',
    look.middle ? ' vertical="center"' : '',
    look.wrapped ? ' wrapText="1"' : '',
  ].join('')
  const numbers = `numFmtId="0" fontId="${font}" fillId="${fill}" borderId="${look.grid ? 1 : 0}" xfId="0"`
  const applied = `applyFont="1" applyFill="1" applyBorder="1"${alignment === '' ? '' : ' applyAlignment="1"'}`
  return `<xf ${numbers} ${applied}${alignment === '' ? '/>' : `><alignment${alignment}/></xf>`}`
}
