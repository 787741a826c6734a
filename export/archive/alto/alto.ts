import { READER, type Report } from '../../../schemas/report.ts'
import { pageName } from '../names.ts'
import type { ArchivedPage } from '../pages.ts'
import type { Block, PageText } from '../text/page-text.ts'
import { turnOf } from '../text/scan-ink.ts'
import { onPicture } from '../text/shown-box.ts'
import { attributes, escaped } from '../xml.ts'
import { blockElements } from './blocks.ts'
import { tagsOf } from './tags.ts'

/**
 * One page as ALTO 4.4: measured in pixels of the page's picture, blocks in reading order, tables as composed blocks whose
 * cells name their rows and columns by tags, every word with its box, confidence and other readings.
 */
export function altoOf({ picture, text }: ArchivedPage, { source, reader }: Pick<Report, 'source' | 'reader'>): string {
  const { raster } = picture
  const { page, blocks } = text
  const id = `p${page}`
  const whole = { HPOS: 0, VPOS: 0, WIDTH: raster.width, HEIGHT: raster.height }
  const steps = hasCorrections(text) ? 'reading correcting writing' : 'reading writing'
  const turn = turnOf(text.placement ?? undefined)
  const pageAttributes = {
    ID: id,
    PHYSICAL_IMG_NR: page,
    WIDTH: raster.width,
    HEIGHT: raster.height,
    PROCESSINGREFS: steps,
    ROTATION: turn === 0 ? undefined : 360 - turn,
    LANG: 'zh',
  }
  const tags = tagsOf(blocks, id)
  const places = onPicture(picture, text)
  return `<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.loc.gov/standards/alto/ns-v4# http://www.loc.gov/standards/alto/v4/alto-4-4.xsd" SCHEMAVERSION="4.4">
<Description>
<MeasurementUnit>pixel</MeasurementUnit>
<sourceImageInformation>
<fileName>${pageName(page, 'jpg')}</fileName>
<documentIdentifier${attributes({ documentIdentifierLocation: 'sha256' })}>${source.sha256}</documentIdentifier>
</sourceImageInformation>
${step('reading', 'contentGeneration', 'text and tables read from the page', reader)}${
  hasCorrections(text) ? step('correcting', 'contentModification', 'values settled by people', reader) : ''
}${step('writing', 'postOperation', 'written as ALTO', READER)}</Description>
${tags.xml}${readingOrder(blocks, id)}<Layout>
<Page${attributes(pageAttributes)}>
<PrintSpace${attributes({ ID: `${id}_space`, ...whole })}>
${blockElements(blocks, id, places, tags)}</PrintSpace>
</Page>
</Layout>
</alto>
`
}

function hasCorrections({ blocks }: PageText): boolean {
  return blocks.some((block) => (block.kind === 'prose' ? block.passages : block.cells).some((one) => one.corrected))
}

function step(id: string, category: string, what: string, software: string): string {
  const [name = '', version = ''] = software.split('/')
  return `<Processing${attributes({ ID: id })}>
<processingCategory>${category}</processingCategory>
<processingStepDescription>${what}</processingStepDescription>
<processingSoftware>
<softwareName>${escaped(name)}</softwareName>
<softwareVersion>${escaped(version)}</softwareVersion>
</processingSoftware>
</Processing>
`
}

function readingOrder(blocks: readonly Block[], id: string): string {
  if (blocks.length === 0) return ''
  const references = blocks.map(
    (_, i) => `<ElementRef${attributes({ ID: `${id}_o${i + 1}`, REF: `${id}_b${i + 1}` })}/>`,
  )
  return `<ReadingOrder>
<OrderedGroup${attributes({ ID: `${id}_order` })}>
${references.join('\n')}
</OrderedGroup>
</ReadingOrder>
`
}
