import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDocument } from '../../engines/source/read.ts'
import { assemble } from '../../pipeline/report/assemble.ts'
import { Form } from '../../schemas/form.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import type { Report } from '../../schemas/report.ts'
import { Truth } from '../../schemas/truth.ts'
import { ROOT } from '../support/sources.ts'

// The page's commands and what they print are tested in commands.test.ts; this is about the files they use.

const EXAMPLE = join(ROOT, 'docs', 'examples', 'reading-rooms')
const form = Form.parse(JSON.parse(readText('form.json')))
const PRINTED = await reportOf('samples/ruled-groups.pdf')

function readText(name: string): string {
  return readFileSync(join(EXAMPLE, name), 'utf8')
}

async function reportOf(name: string): Promise<Report> {
  const reading = await readDocument(new Uint8Array(readFileSync(join(EXAMPLE, name))), name)
  if ('code' in reading) throw new Error(reading.message)
  const source = { name, sha256: '', pages: reading.pages }
  return assemble(reading.readings, { source, forms: [...FORMS, form], problems: reading.problems })
}

test.each(['adding-a-form.md', 'adding-a-form.zh.md'])('docs/%s shows a part of the form as it is', (name) => {
  const page = readFileSync(join(ROOT, 'docs', name), 'utf8')
  const excerpt = JSON.parse(/^```json\n([\s\S]*?)^```/m.exec(page)![1]!)
  const table = form.tables[0]!
  expect([excerpt.id, excerpt.layout]).toEqual([table.id, table.layout])
  for (const part of ['columns', 'rows'] as const) {
    expect(excerpt[part].length).toBeGreaterThan(0)
    for (const entry of excerpt[part]) expect(table[part]).toContainEqual(expect.objectContaining(entry))
  }
})

test('the form is none that the project ships, and takes no name of theirs', () => {
  const names = (forms: readonly Form[]) => forms.flatMap(({ id, tables }) => [id, ...tables.map((table) => table.id)])
  expect(names(FORMS).filter((name) => names([form]).includes(name))).toEqual([])
})

test('the PDF is what its page prints', () => {
  const cells = [...readText('samples/ruled-groups.html').matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, text]) => text)
  const bare = (text: string) => text.normalize('NFKC').replace(/\s/g, '')
  const found = PRINTED.tables.flatMap((table) => table.cells.map(({ text }) => bare(text)))
  expect(found.sort()).toEqual(cells.map((text) => bare(text!)).sort())
})

test('truths hold every field of the form, and what is printed adds up but where it says so', () => {
  const fields = form.tables.flatMap((t) => t.rows.flatMap((r) => t.columns.map((c) => `${t.id}.${r.id}.${c.id}`)))
  for (const name of ['tabs-wrong-sum', 'ruled-groups']) {
    const truth = Truth.parse(JSON.parse(readText(`samples/${name}.truth.json`)))
    expect(Object.keys(truth.fields)).toEqual(fields)
    const wrong = form.equations.flatMap((equation) => unbalanced(equation, truth))
    expect(wrong.length > 0).toBe((truth.inconsistent ?? []).length > 0)
    for (const terms of wrong) expect(terms.some((id) => truth.inconsistent!.includes(id))).toBe(true)
  }
})

/** The fields of every sum of a truth that does not come out, added up here and not by the product. */
function unbalanced({ table, ...equation }: Form['equations'][number], { fields }: Truth): string[][] {
  const { rows, columns } = form.tables.find(({ id }) => id === table)!
  const across = equation.for === 'column' ? columns : rows
  return across.flatMap(({ id }) => {
    const named = (term: string) => (equation.for === 'column' ? `${table}.${term}.${id}` : `${table}.${id}.${term}`)
    const sum = (terms: readonly string[]) => terms.reduce((all, term) => all + Number(fields[named(term)]!.value), 0)
    return sum(equation.left) === sum(equation.right) ? [] : [[...equation.left, ...equation.right].map(named)]
  })
}
