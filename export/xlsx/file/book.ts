import { type CellNames, cellNames, type RangeName } from './cell-names.ts'
import { contentTypes, linksXml, propertiesXml, workbookXml } from './frame.ts'
import { boxesXml, clusters, commentsXml, type Measures, type Note } from './notes.ts'
import type { SharedTexts } from './shared.ts'
import type { Part } from './zipped.ts'

// Libraries hold a workbook until it is whole, or stream rows that have neither colours nor notes; so its parts are ours.

/** A sheet as it is written; what is a function is known once the XML has been taken to its end. */
export type Sheet = {
  readonly name: string
  /** It stands behind those that come after it. */
  readonly behind?: boolean
  readonly xml: () => AsyncIterable<string> | Iterable<string>
  readonly measures: Measures
  readonly notes: () => readonly Note[]
  readonly names: () => readonly RangeName[]
}

export type About = { readonly creator: string; readonly styles: string; readonly shared?: SharedTexts }

/** What is kept of a sheet that has been written. */
type Listed = { readonly number: number; readonly name: string; readonly behind: boolean; readonly notes: boolean }

/** The parts of a workbook, sheet after sheet, none of which is kept; what tells of them all comes last. */
export async function* bookParts(
  sheets: AsyncIterable<Sheet>,
  { creator, styles, shared }: About,
): AsyncGenerator<Part> {
  const listed: Listed[] = []
  const names: CellNames = cellNames()
  let cluster = 1
  for await (const sheet of sheets) {
    const number = listed.length + 1
    yield { path: `xl/worksheets/sheet${number}.xml`, text: sheet.xml() }
    const notes = sheet.notes()
    if (notes.length > 0) {
      yield { path: `xl/worksheets/_rels/sheet${number}.xml.rels`, text: [linksXml(noteLinks(number))] }
      yield { path: `xl/comments${number}.xml`, text: commentsXml(notes) }
      yield { path: `xl/drawings/vmlDrawing${number}.vml`, text: boxesXml(notes, cluster, sheet.measures) }
      cluster += clusters(notes.length)
    }
    names.add(number, sheet.name, sheet.names())
    listed.push({ number, name: sheet.name, behind: sheet.behind ?? false, notes: notes.length > 0 })
  }
  const shown = [...listed.filter(({ behind }) => !behind), ...listed.filter(({ behind }) => behind)]
  yield { path: 'xl/workbook.xml', text: workbookXml(shown, names) }
  yield { path: 'xl/styles.xml', text: [styles] }
  if (shared) yield { path: 'xl/sharedStrings.xml', text: shared.xml() }
  yield { path: 'xl/_rels/workbook.xml.rels', text: [linksXml(bookLinks(listed, shared !== undefined))] }
  yield { path: 'docProps/core.xml', text: [propertiesXml(creator)] }
  yield { path: '_rels/.rels', text: [linksXml(ROOT_LINKS)] }
  yield { path: '[Content_Types].xml', text: contentTypes(listed, shared !== undefined) }
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const ROOT_LINKS = [
  { id: 'rId1', type: `${OFFICE}/officeDocument`, target: 'xl/workbook.xml' },
  {
    ...{ id: 'rId2', type: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties' },
    target: 'docProps/core.xml',
  },
]

function noteLinks(number: number) {
  return [
    { id: 'rId1', type: `${OFFICE}/vmlDrawing`, target: `../drawings/vmlDrawing${number}.vml` },
    { id: 'rId2', type: `${OFFICE}/comments`, target: `../comments${number}.xml` },
  ]
}

function bookLinks(listed: readonly Listed[], shared: boolean) {
  return [
    ...listed.map(({ number }) => ({
      ...{ id: `rId${number}`, type: `${OFFICE}/worksheet`, target: `worksheets/sheet${number}.xml` },
    })),
    { id: `rId${listed.length + 1}`, type: `${OFFICE}/styles`, target: 'styles.xml' },
    ...(shared
      ? [{ id: `rId${listed.length + 2}`, type: `${OFFICE}/sharedStrings`, target: 'sharedStrings.xml' }]
      : []),
  ]
}
