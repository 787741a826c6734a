import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { instancesOf } from '../../pipeline/check/equation.ts'
import { canonical } from '../../pipeline/read/canonical.ts'
import { Form } from '../../schemas/form.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import { fieldIds } from '../support/dump.ts'
import { ROOT } from '../support/sources.ts'

const CONTRACT = join(ROOT, '..', 'shared', 'contract', 'fields.json')

describe.each(FORMS.map((form) => [form.id, form] as const))('the form of %s', (_, form) => {
  test('is what the schema says', () => {
    expect(Form.parse(JSON.parse(JSON.stringify(form)))).toEqual(form)
  })

  test('has no id twice', () => {
    const ids = fieldIds(form)
    expect(new Set(ids).size).toBe(ids.length)
    for (const list of [form.tables, form.equations, form.sections.map(({ number }) => ({ id: number }))]) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
    }
  })

  test('has no label twice in a table, however it is printed', () => {
    for (const table of form.tables) {
      for (const entries of [table.rows, table.columns]) {
        const labels = entries.flatMap((entry) => [...new Set([entry.label, ...entry.aliases].map(canonical))])
        expect(new Set(labels).size).toBe(labels.length)
      }
    }
  })

  test('has its tables in sections of its own', () => {
    const numbers = form.sections.map((section) => section.number)
    for (const table of form.tables) expect(numbers).toContain(table.section)
  })

  test('adds up rows and columns that there are', () => {
    const known = new Set(fieldIds(form))
    const all = form.equations.flatMap((equation) => {
      const table = form.tables.find(({ id }) => id === equation.table)
      expect(table).toBeDefined()
      return instancesOf(equation, table!)
    })
    for (const { id, left, right } of all) {
      expect(id).not.toMatch(/[{}]/)
      expect([...left, ...right].filter((field) => !known.has(field))).toEqual([])
      expect(new Set([...left, ...right]).size).toBe(left.length + right.length)
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  })

  test('restricts equations to rows and columns that there are', () => {
    for (const { table: name, only, for: over } of form.equations) {
      const table = form.tables.find(({ id }) => id === name)!
      const ids = (over === 'column' ? table.columns : table.rows).map(({ id }) => id)
      for (const id of only ?? []) expect(ids).toContain(id)
    }
  })

  test('names fields that there are for the figures of the prose', () => {
    for (const { field } of form.stated) expect(fieldIds(form)).toContain(field)
  })

  test('checks every cell of requests and disputes at least once', () => {
    const checked = new Set(
      form.equations.flatMap((equation) =>
        instancesOf(equation, form.tables.find(({ id }) => id === equation.table)!).flatMap((i) => [
          ...i.left,
          ...i.right,
        ]),
      ),
    )
    expect(fieldIds(form).filter((id) => /^(?:requests|disputes)\./.test(id) && !checked.has(id))).toEqual([])
  })
})

test('no two forms are for one year', () => {
  const years = FORMS.flatMap((form) => form.years)
  expect(new Set(years).size).toBe(years.length)
})

test('there are 198 fields in the form of 2019 and 200 in that of 2021', () => {
  expect(FORMS.map((form) => [form.id, fieldIds(form).length])).toEqual([
    ['2019', 198],
    ['2021', 200],
  ])
})

type Named = Readonly<Record<string, unknown>>
type Contract = {
  readonly forms: Readonly<Record<string, { readonly years: readonly number[]; readonly proactive: Named }>>
  readonly requests: { readonly columns: Named; readonly rows: Readonly<Record<string, { readonly forms?: string[] }>> }
  readonly disputes: { readonly columns: Named; readonly rows: Named }
}

// The contract that exports and other programs rely on lies beside the checkout of those who maintain it.
describe.skipIf(!existsSync(CONTRACT))('field ids are those of ../shared/contract/fields.json', () => {
  const contract = (existsSync(CONTRACT) ? JSON.parse(readFileSync(CONTRACT, 'utf8')) : { forms: {} }) as Contract
  const ids = (table: string, rows: Named, columns: Named, keep = (_: string) => true) =>
    Object.keys(rows)
      .filter(keep)
      .flatMap((row) => Object.keys(columns).map((column) => `${table}.${row}.${column}`))

  test.each(FORMS.map((form) => [form.id, form] as const))('%s', (id, form) => {
    const { years, proactive } = contract.forms[id]!
    const { requests, disputes } = contract
    expect(form.years).toEqual(years)
    expect(fieldIds(form)).toEqual([
      ...Object.entries(proactive as Readonly<Record<string, { rows: Named; columns: Named }>>).flatMap(
        ([table, { rows, columns }]) => ids(table, rows, columns),
      ),
      ...ids('requests', requests.rows, requests.columns, (row) => requests.rows[row]!.forms?.includes(id) ?? true),
      ...ids('disputes', disputes.rows, disputes.columns),
    ])
  })
})
