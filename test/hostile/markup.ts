import { type Hostile, hostile } from './case.ts'

const INTRO = '一、总体情况\n'

/** HTML in dumps that is huge by its spans or slow to search through, and files that are markup altogether. */
export const MARKUP: readonly Hostile[] = [
  hostile('page.html', () => '<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>', {
    fails: ['file-type-unknown'],
  }),
  hostile('page-named-pdf.pdf', () => '<html><body>404 Not Found</body></html>', { fails: ['not-a-pdf'] }),
  hostile('data.xml', () => `<?xml version="1.0"?>${entityBomb()}`, { fails: ['file-type-unknown'] }),
  hostile('data.json', () => '{"value": [1, 2, 3]}', { fails: ['file-type-unknown'] }),
  hostile('nested.json', () => '['.repeat(90_000), { reads: '[' }),
  hostile('picture.svg', () => '<svg xmlns="http://www.w3.org/2000/svg"><text>4711</text></svg>', {
    fails: ['file-type-unknown'],
  }),
  hostile('spans.md', () => table(`<tr><td rowspan=9999 colspan=9999>3</td></tr>${'<tr></tr>'.repeat(30)}`), {
    partly: ['grid-limit'],
  }),
  hostile('spans-many.md', () => table('<tr><td colspan=9999>3</td></tr>\n'.repeat(5000)), { partly: ['grid-limit'] }),
  hostile('cells-many.md', () => table('<tr><td>3\n'.repeat(9_000)), { reads: '总体情况' }),
  hostile('spans-odd.md', () => table('<tr><td rowspan=0 colspan=-5>3<td colspan="1e9">4711</tr>'), { reads: '4711' }),
  hostile('tables-unclosed.md', () => INTRO + '<table '.repeat(14_000), { reads: '总体情况' }),
  hostile('rows-unclosed.md', () => table('<tr '.repeat(24_000)), { reads: '总体情况' }),
  hostile('cells-unclosed.md', () => table(`<tr>${'<td '.repeat(24_000)}`), { reads: '总体情况' }),
  hostile('tags-unclosed.md', () => table(`<tr><td>${'<'.repeat(95_000)}`), { reads: '总体情况' }),
  hostile('white-space-cell.md', () => table(`<tr><td>1${'\u3000'.repeat(95_000)}2`), { reads: '总体情况' }),
  hostile('entities.md', () => table(`<tr><td>${'&#x110000;&#0;&bogus;&#xd800;'.repeat(3_000)}</td></tr>`), {
    reads: '总体情况',
  }),
  hostile('tables-nested.md', () => table('<tr><td><table>'.repeat(6_000)), { reads: '总体情况' }),
]

function table(rows: string): string {
  return `${INTRO}<table>${rows}</table>\n`
}

function entityBomb(): string {
  const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`)
  return `<!DOCTYPE x [<!ENTITY e0 "lol">${entities.join('')}]><x>&e9;</x>`
}
