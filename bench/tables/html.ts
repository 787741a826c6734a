/** A page of HTML with our usual black lines and `style` on top of them. */
export function page(style: string, body: string): string {
  return `<!doctype html><meta charset=utf-8><style>
    @page{size:A4;margin:18mm}
    body{font:9.5pt "Liberation Serif","Noto Serif CJK SC",serif;margin:0}
    table{border-collapse:collapse;width:100%;margin:10px 0}
    td,th{border:1px solid #000;padding:2px 5px;font-weight:normal;text-align:left;-webkit-print-color-adjust:exact}
    td:not(:first-child){text-align:right}
    ${style}</style><h3>Statistical annex</h3><p>The table below shows invented figures for the years in question, as collected from nobody.</p>${body}<p>Source: none.</p>`
}

export function table(style: string, rows: string): string {
  return `<table style="${style}">${rows}</table>`
}

/** Rows of invented data: a header, labels in the first column, figures in the others. */
export function data(
  rows: number,
  columns: number,
  { head = true, blanks = false, seed = 1 }: { head?: boolean; blanks?: boolean; seed?: number } = {},
): string {
  let state = seed * 7919 + rows * 31 + columns
  const next = () => {
    state = (state * 48271) % 2147483647
    return state
  }
  const header = head
    ? `<tr>${Array.from({ length: columns }, (_, c) => `<th>${c === 0 ? 'Member state' : HEADERS[(c + seed) % HEADERS.length]}</th>`).join('')}</tr>`
    : ''
  const body = Array.from({ length: head ? rows - 1 : rows }, (_, r) => {
    const cells = Array.from({ length: columns }, (_, c) => {
      if (c === 0) return `<td>${LABELS[(r + seed * 3) % LABELS.length]}</td>`
      if (blanks && next() % 3 === 0) return '<td></td>'
      const value = next() % 20000
      return `<td>${value % 4 === 0 ? (value / 10).toFixed(1) : value % 7 === 0 ? '–' : value.toLocaleString('en')}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  return header + body.join('')
}

const HEADERS = ['Total', 'Share (%)', 'Change 2008/09', 'Per capita', 'Index', 'Rank', 'Women', 'Men', 'Rate']
const LABELS = [
  'Northland',
  'Upper Marches',
  'Saint Oran',
  'Veldt',
  'Lower Isles (including the outer reefs)',
  'Karst',
  'Tarn',
  'Greenholm',
  'Republic of the Two Rivers',
  'Eastmere',
  'Fjell',
  'Aldermoor',
  'Brine Coast',
]
