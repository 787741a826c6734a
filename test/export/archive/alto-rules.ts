import { XMLParser, XMLValidator } from 'fast-xml-parser'

type Attributes = Readonly<Record<string, string>>
export type Element = {
  readonly name: string
  readonly attributes: Attributes
  readonly children: readonly Element[]
  readonly text: string
}

/** An XML document as elements in their order; throws where it is not well-formed. */
export function parseXml(xml: string): Element {
  const verdict = XMLValidator.validate(xml)
  if (verdict !== true) throw new Error(`${verdict.err.msg} (line ${verdict.err.line})`)
  const parsed = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    parseTagValue: false,
    trimValues: false,
    ignoreDeclaration: true,
    processEntities: true,
    htmlEntities: true,
  }).parse(xml) as readonly Raw[]
  const [root] = elements(parsed)
  if (!root) throw new Error('no element')
  return root
}

type Raw = { readonly [name: string]: unknown }

function elements(raw: readonly Raw[]): Element[] {
  return raw.flatMap((one) => {
    const name = Object.keys(one).find((key) => key !== ':@')!
    if (name.startsWith('#') || name.startsWith('?') || name.startsWith('!')) return []
    const inner = one[name] as readonly Raw[]
    const text = inner.map((child) => (typeof child['#text'] === 'string' ? child['#text'] : '')).join('')
    return [{ name, attributes: (one[':@'] ?? {}) as Attributes, children: elements(inner), text }]
  })
}

/** All elements below and including one. */
export function everyElement(element: Element): readonly Element[] {
  return [element, ...element.children.flatMap(everyElement)]
}

/** What may stand in an element, in this order (ALTO 4.4); `?` at most once, `*` any number, `|` either, none: exactly once. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  alto: ['Description?', 'Tags?', 'ReadingOrder?', 'Layout'],
  Description: ['MeasurementUnit', 'sourceImageInformation?', 'Processing*'],
  sourceImageInformation: ['fileName?', 'fileIdentifier*', 'documentIdentifier*'],
  Processing: ['processingCategory?', 'processingStepDescription*', 'processingStepSettings?', 'processingSoftware?'],
  processingSoftware: ['softwareCreator?', 'softwareName?', 'softwareVersion?'],
  Tags: ['StructureTag|OtherTag*'],
  ReadingOrder: ['OrderedGroup'],
  OrderedGroup: ['ElementRef*'],
  Layout: ['Page'],
  Page: ['PrintSpace?'],
  PrintSpace: ['TextBlock|ComposedBlock*'],
  ComposedBlock: ['TextBlock*'],
  TextBlock: ['TextLine*'],
  TextLine: ['String|SP*'],
  String: ['ALTERNATIVE*'],
}

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Page: ['ID', 'PHYSICAL_IMG_NR', 'WIDTH', 'HEIGHT'],
  TextBlock: ['ID', 'HPOS', 'VPOS', 'WIDTH', 'HEIGHT'],
  ComposedBlock: ['ID', 'HPOS', 'VPOS', 'WIDTH', 'HEIGHT', 'TYPE'],
  TextLine: ['ID', 'HPOS', 'VPOS', 'WIDTH', 'HEIGHT'],
  String: ['ID', 'HPOS', 'VPOS', 'WIDTH', 'HEIGHT', 'CONTENT', 'WC'],
  SP: ['HPOS', 'VPOS', 'WIDTH', 'HEIGHT'],
  StructureTag: ['ID', 'LABEL'],
  OtherTag: ['ID', 'LABEL'],
  ElementRef: ['ID', 'REF'],
  OrderedGroup: ['ID'],
  Processing: ['ID'],
}

/** What a document breaks of the rules of ALTO 4.4, as far as this project writes it, and of its own; empty where nothing. */
export function brokenRules(root: Element): readonly string[] {
  const all = everyElement(root)
  const ids = all.flatMap(({ attributes }) => attributes.ID ?? [])
  const known = new Set(ids)
  const page = all.find(({ name }) => name === 'Page')!.attributes
  return [
    ...(root.name === 'alto' && root.attributes.xmlns === 'http://www.loc.gov/standards/alto/ns-v4#' ? [] : ['root']),
    ...ids.filter((id, i) => ids.indexOf(id) !== i || !/^[A-Za-z_][\w.-]*$/.test(id)).map((id) => `id ${id}`),
    ...all.flatMap((element) => [
      ...order(element),
      ...(REQUIRED[element.name] ?? [])
        .filter((name) => !element.attributes[name])
        .map((name) => `${element.name} lacks ${name}`),
      ...['TAGREFS', 'PROCESSINGREFS', 'REF']
        .flatMap((name) => element.attributes[name]?.split(' ') ?? [])
        .filter((ref) => !known.has(ref))
        .map((ref) => `nothing is called ${ref}`),
      ...place(element, page),
    ]),
  ]
}

function order({ name, children }: Element): readonly string[] {
  const may = CHILDREN[name]
  if (!may) return children.map((child) => `${child.name} in ${name}`)
  let at = 0
  const wrong: string[] = []
  const counts = may.map(() => 0)
  for (const child of children) {
    const found = may.findIndex((one, i) => i >= at && one.replace(/[?*]$/, '').split('|').includes(child.name))
    if (found < 0) wrong.push(`${child.name} out of order in ${name}`)
    else {
      at = found
      counts[found]!++
    }
  }
  may.forEach((one, i) => {
    if (!one.endsWith('*') && counts[i]! > 1) wrong.push(`${one} ${counts[i]} times in ${name}`)
    if (!/[?*]$/.test(one) && counts[i] === 0) wrong.push(`${name} without ${one}`)
  })
  if (
    name === 'TextLine' &&
    (children[0]?.name !== 'String' || children.some((c, i) => c.name === 'SP' && children[i + 1]?.name !== 'String'))
  )
    wrong.push('a line that does not begin with a word, or spaces without words')
  return wrong
}

function place({ name, attributes }: Element, page: Attributes): readonly string[] {
  const { HPOS, VPOS, WIDTH, HEIGHT, WC, CS } = attributes
  const wrong: string[] = []
  if (HPOS !== undefined) {
    const numbers = [HPOS, VPOS, WIDTH, HEIGHT].map((one) => (/^\d+$/.test(one ?? '') ? Number(one) : Number.NaN))
    const [x, y, width, height] = numbers as [number, number, number, number]
    if (numbers.some(Number.isNaN)) wrong.push(`${name} at ${HPOS} ${VPOS} ${WIDTH} ${HEIGHT}`)
    if (x + width > Number(page.WIDTH) || y + height > Number(page.HEIGHT)) wrong.push(`${name} beyond the page`)
  }
  if (WC !== undefined && !(/^\d(\.\d+)?$/.test(WC) && Number(WC) <= 1)) wrong.push(`confidence ${WC}`)
  if (CS !== undefined && CS !== 'true') wrong.push(`correction ${CS}`)
  return wrong
}
