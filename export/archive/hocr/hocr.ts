import type { Box } from '../../../schemas/geometry.ts'
import { READER, type Report } from '../../../schemas/report.ts'
import { pageName } from '../names.ts'
import type { ArchivedPage } from '../pages.ts'
import type { ArchivedCell, Block, Passage } from '../text/page-text.ts'
import { onPicture, type ToPicture } from '../text/shown-box.ts'
import { attributes, escaped } from '../xml.ts'

/**
 * One page as hOCR 1.2, in XML's spelling of HTML: boxes in pixels of the page's picture, prose as areas with paragraphs
 * and lines, tables as tables.
 */
export function hocrOf({ picture, text }: ArchivedPage, { source }: Pick<Report, 'source'>): string {
  const { raster, width } = picture
  const places = onPicture(picture, text)
  const id = `page_${text.page}`
  const dpi = Math.round((raster.width * 72) / width)
  const title = `image "${pageName(text.page, 'jpg')}"; bbox 0 0 ${raster.width} ${raster.height}; ppageno ${text.page - 1}; scan_res ${dpi} ${dpi}`
  const blocks = text.blocks.map((block, i) => blockElement(block, `b${text.page}_${i + 1}`, places))
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="zh" lang="zh">
<head>
<title>${escaped(source.name)} ${text.page}</title>
<meta charset="utf-8" />
<meta${attributes({ name: 'ocr-system', content: READER.replace('/', ' ') })} />
<meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_par ocr_line ocrx_word ocr_table ocrp_wconf" />
</head>
<body>
<div class="ocr_page"${attributes({ id, title })}>
${blocks.join('')}</div>
</body>
</html>
`
}

function blockElement(block: Block, id: string, places: ToPicture): string {
  const whole = attributes({ id, title: bboxOf(block.box, places) })
  if (block.kind === 'table') return `<table class="ocr_table"${whole}>\n${rowsOf(block, id, places)}</table>\n`
  let line = 0
  const lines = block.passages.flatMap((passage) =>
    passage.lines.map((_, i) => lineElement(passage, i, `${id}_l${++line}`, places)),
  )
  const paragraph = attributes({ id: `${id}_p`, title: bboxOf(block.box, places) })
  return `<div class="ocr_carea"${whole}>\n<p class="ocr_par"${paragraph}>\n${lines.join('')}</p>\n</div>\n`
}

function rowsOf({ rows, cells }: Extract<Block, { kind: 'table' }>, id: string, places: ToPicture): string {
  const byRow = Map.groupBy(cells, ({ row }) => row)
  return Array.from({ length: rows }, (_, row) => {
    const own = (byRow.get(row) ?? []).map((cell) => cellElement(cell, id, places))
    return `<tr>\n${own.join('')}</tr>\n`
  }).join('')
}

function cellElement(cell: ArchivedCell, table: string, places: ToPicture): string {
  const id = `${table}_r${cell.row + 1}_c${cell.column + 1}`
  const whole = attributes({
    id,
    title: bboxOf(cell.box, places),
    rowspan: cell.rowSpan > 1 ? cell.rowSpan : undefined,
    colspan: cell.columnSpan > 1 ? cell.columnSpan : undefined,
    'data-fields': cell.fields.join(' '),
  })
  const lines = cell.lines.map((_, i) => lineElement(cell, i, `${id}_l${i + 1}`, places))
  return `<td${whole}>${lines.join('')}</td>\n`
}

function lineElement(passage: Passage, index: number, id: string, places: ToPicture): string {
  const { box, words } = passage.lines[index]!
  const confidence = Math.round(passage.confidence * 100)
  const spans = words.map((word, i) => {
    const title = `${bboxOf(word.box, places)}; x_wconf ${confidence}`
    const own = { id: `${id}_w${i + 1}`, title, 'data-corrected': passage.corrected ? 'true' : undefined }
    return `<span class="ocrx_word"${attributes(own)}>${escaped(word.text)}</span>${word.spaced ? ' ' : ''}`
  })
  return `<span class="ocr_line"${attributes({ id, title: bboxOf(box, places) })}>${spans.join('')}</span>\n`
}

function bboxOf(box: Box, places: ToPicture): string {
  const [x, y, width, height] = places(box)
  return `bbox ${x} ${y} ${x + width} ${y + height}`
}
