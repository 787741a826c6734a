import { escapeMarkup } from '../../escape.ts'
import type { CellNames } from './cell-names.ts'
import { xmlPart } from './sheet-xml.ts'

// The parts of a workbook that hold it together.

type SheetPart = { readonly number: number; readonly name: string; readonly notes: boolean }

export type Link = { readonly id: string; readonly type: string; readonly target: string }

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The list of sheets as they are shown, and the names of cells. */
export function* workbookXml(shown: readonly SheetPart[], names: CellNames): Generator<string> {
  const [start, end] = around('workbook', {
    xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
    'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  })
  yield `${start}<bookViews><workbookView/></bookViews><sheets>`
  for (const { number, name } of shown) {
    yield `<sheet name="${escapeMarkup(name)}" sheetId="${number}" r:id="rId${number}"/>`
  }
  yield '</sheets>'
  const places = new Map(shown.map(({ number }, place) => [number, place]))
  let first = true
  for (const name of names.xml((sheet) => places.get(sheet)!)) {
    if (first) yield '<definedNames>'
    first = false
    yield name
  }
  yield `${first ? '' : '</definedNames>'}${end}`
}

/** What a part refers to. */
export function linksXml(links: readonly Link[]): string {
  const each = links.map(({ id, type, target }) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`)
  return xmlPart('Relationships', { xmlns: `${PACKAGE}/relationships` }, each.join(''))
}

/** Of which kind each part is. */
export function* contentTypes(sheets: readonly SheetPart[], shared: boolean): Generator<string> {
  const [start, end] = around('Types', { xmlns: `${PACKAGE}/content-types` })
  const part = (path: string, type: string) => `<Override PartName="/${path}" ContentType="${type}"/>`
  yield `${start}<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
  yield '<Default Extension="xml" ContentType="application/xml"/>'
  yield '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
  yield part('xl/workbook.xml', `${SPREADSHEET}.sheet.main+xml`)
  yield part('xl/styles.xml', `${SPREADSHEET}.styles+xml`)
  if (shared) yield part('xl/sharedStrings.xml', `${SPREADSHEET}.sharedStrings+xml`)
  yield part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')
  for (const { number, notes } of sheets) {
    yield part(`xl/worksheets/sheet${number}.xml`, `${SPREADSHEET}.worksheet+xml`)
    if (notes) yield part(`xl/comments${number}.xml`, `${SPREADSHEET}.comments+xml`)
  }
  yield end
}

/** Who made the workbook; always at the same time, so that the same reports give the same bytes. */
export function propertiesXml(creator: string): string {
  const time = (what: string) => `<dcterms:${what} xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:${what}>`
  return xmlPart(
    'cp:coreProperties',
    {
      'xmlns:cp': `${PACKAGE}/metadata/core-properties`,
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:dcterms': 'http://purl.org/dc/terms/',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    },
    `<dc:creator>${escapeMarkup(creator)}</dc:creator>${time('created')}${time('modified')}`,
  )
}

/** The start and the end of a part whose content comes in pieces. */
function around(element: string, namespaces: Readonly<Record<string, string>>): readonly [string, string] {
  return [xmlPart(element, namespaces, '').slice(0, -`</${element}>`.length), `</${element}>`]
}
