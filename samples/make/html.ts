import type { Block } from './layout.ts'
import type { Look } from './look.ts'
import type { Sheet, SheetCell } from './sheet.ts'

/** Writes a laid-out report as one self-contained HTML page, ready to be printed. */
export function writeHtml(blocks: readonly Block[], look: Look): string {
  const body = blocks.flatMap((block, i) => {
    const html = writeBlock(block, look)
    const beforeTables = block.kind === 'heading' && block.text.startsWith('二、')
    return look.distractor && beforeTables && i > 0 ? [DISTRACTOR, html] : [html]
  })
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>report</title><style>${styles(look)}</style></head><body>${body.join('')}</body></html>`
}

const DISTRACTOR = `<table class="web"><tbody><tr><td>信件编号</td><td>信件标题</td><td>办理情况</td><td>日期</td><td>点击</td></tr>
<tr><td>XJ040117</td><td>小区停水咨询</td><td>已答复</td><td>03-02</td><td>126</td></tr>
<tr><td>XJ040152</td><td>公交线路建议</td><td>已答复</td><td>03-09</td><td>87</td></tr>
<tr><td>XJ040188</td><td>路灯维修</td><td>转办</td><td>03-11</td><td>203</td></tr></tbody></table>`

function styles(look: Look): string {
  return `
@page{size:A4${look.landscape ? ' landscape' : ''};margin:22mm ${look.margin ?? 20}mm}
body{font-family:${look.digits ? `'${look.digits}',` : ''}'${look.font}','Noto Sans CJK SC',sans-serif;font-size:${look.bodySize}pt;line-height:1.7;margin:0}
h1{font-size:${look.bodySize + 6}pt;text-align:center;font-weight:bold;margin:0 0 12pt}
h2{font-size:${look.bodySize}pt;margin:10pt 0 6pt;text-indent:2em;font-weight:bold;break-after:avoid}
p{margin:0;text-indent:2em;text-align:justify}
p.sign{text-align:right;text-indent:0}
table{border-collapse:collapse;width:100%;table-layout:fixed;font-size:${look.tableSize}pt;line-height:1.3;border:${look.outline};${look.openSides ? 'border-left:none;border-right:none;' : ''}}
td{border:${look.rule};padding:1pt 2pt;height:${look.rowHeight}pt;text-align:${look.align};vertical-align:middle;word-break:break-all}
tr{break-inside:${look.splitRows ? 'auto' : 'avoid'}}
td.head,td.title,td.group{text-align:center}
td.head,td.title{background:${look.headFill}}
td.label{text-align:left}
div.upright{writing-mode:vertical-rl;text-orientation:upright;white-space:nowrap;margin:auto}
${look.openSides ? 'td.first{border-left:none}td.last{border-right:none}' : ''}
${look.pageBreaks ? 'table.form{break-before:page}' : ''}
table.web{width:80%;margin:8pt auto;font-size:8pt;color:#333;border:0.5pt solid #bbb}
table.web td{border:0.5pt solid #bbb;height:12pt;text-align:center}
${drawnStyles(look)}`
}

// What only drawn looks have; nothing where they ask for nothing, so that the samples' pages stay as they are.
function drawnStyles(look: Look): string {
  return [
    look.lead ? `h1{padding-top:${look.lead}pt}` : '',
    look.spacing ? `table.form{letter-spacing:${look.spacing}pt}` : '',
    look.boldValues ? 'td.value{font-weight:bold}' : '',
    look.headInk ? `td.head,td.title{color:${look.headInk}}` : '',
  ].join('')
}

function writeBlock(block: Block, look: Look): string {
  switch (block.kind) {
    case 'title':
      return `<h1>${block.lines.map((line) => escapeHtml(line, look)).join('<br>')}</h1>`
    case 'heading':
      return `<h2>${escapeHtml(block.text, look)}</h2>`
    case 'paragraph':
      return `<p>${escapeHtml(block.text, look)}</p>`
    case 'signature':
    case 'date':
      return `<p class="sign">${escapeHtml(block.text, look)}</p>`
    case 'sheet':
      return writeSheet(block.sheet, look)
  }
}

function writeSheet(sheet: Sheet, look: Look): string {
  const rows = sheet.rows.map(
    (row) => `<tr>${row.map((cell, i) => writeCell(cell, sheet, edge(row, i, sheet), look)).join('')}</tr>`,
  )
  const heads = sheet.id === 'proactive' ? 0 : 3
  const top =
    look.repeatHeads && heads > 0 ? `<thead>${rows.slice(0, heads).join('')}</thead>` : rows.slice(0, heads).join('')
  const widths = widthsOf(sheet, look).map((width) => `<col style="width:${width}%">`)
  return `<table class="form"><colgroup>${widths.join('')}</colgroup>${top}<tbody>${rows.slice(heads).join('')}</tbody></table>`
}

// The first cell of a row lies on the left edge unless a group from above covers it; the last always ends at the right.
function edge(row: readonly SheetCell[], i: number, sheet: Sheet): string {
  const width = row.reduce((sum, cell) => sum + cell.colSpan, 0)
  const first = i === 0 && (width === sheet.columns || row === sheet.rows[0]) ? ' first' : ''
  const reaches =
    sheet.id !== 'requests' ||
    row.some((cell) => cell.role === 'value') ||
    row === sheet.rows[0] ||
    row === sheet.rows[1]
  return first + (i === row.length - 1 && reaches ? ' last' : '')
}

function writeCell(cell: SheetCell, sheet: Sheet, edges: string, look: Look): string {
  const spans = `${cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : ''}${cell.colSpan > 1 ? ` colspan="${cell.colSpan}"` : ''}`
  const text = escapeHtml(cell.role === 'value' ? printed(cell.text, look) : cell.text, look)
  // Only labels over a single narrow column stand upright.
  const upright = cell.role === 'head' && cell.colSpan === 1 && sheet.id !== 'proactive'
  return `<td class="${cell.role}${edges}"${spans}>${upright ? writeUpright(cell.text, text, look) : text}</td>`
}

const WITHOUT_VERTICAL = /^(WenQuanYi|AR PL (?!UMing)|LXGW|Droid)/

// Some fonts have no vertical metrics, so their characters are stacked line by line, as many agencies type them.
function writeUpright(plain: string, html: string, look: Look): string {
  if (!look.verticalHeads) return html
  if (WITHOUT_VERTICAL.test(look.font)) return [...plain.replace(/ /g, '')].join('<br>')
  return `<div class="upright" style="height:${plain.length * 1.1}em">${html}</div>`
}

function widthsOf(sheet: Sheet, look: Look): number[] {
  if (sheet.id === 'proactive') return [31, 23, 23, 23]
  if (sheet.id === 'disputes') return Array.from({ length: 15 }, () => 100 / 15)
  if (look.wideValues) return [5, 7, 20, 10, 9, 9, 9, 10, 9, 12]
  return [8, 10, 26, ...Array.from({ length: 7 }, () => 8)]
}

/** A value's characters as a look prints them. */
export function printed(raw: string, look: Look): string {
  if (!look.wideDigits) return raw
  return raw.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
}

function escapeHtml(text: string, look: Look): string {
  const halved = look.halfMarks
    ? text.replace(/[（），：；]/g, (c) => ({ '（': '(', '）': ')', '，': ',', '：': ':', '；': ';' })[c] ?? c)
    : text
  return halved.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`)
}
