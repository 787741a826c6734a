import { expect, test } from 'vitest'
import { evaluate, type Instance } from '../../../pipeline/check/equation.ts'
import { locate } from '../../../pipeline/check/locate.ts'
import { fc } from '../../support/properties.ts'

/** A table of `rows` × `columns` cells whose last row and last column are sums: its equations, one for each line. */
function equations(rows: number, columns: number): Instance[] {
  const row = (r: number) => ({
    id: `row.${r}`,
    rule: '',
    left: range(columns - 1).map((c) => `${r}.${c}`),
    right: [`${r}.${columns - 1}`],
  })
  const column = (c: number) => ({
    id: `column.${c}`,
    rule: '',
    left: range(rows - 1).map((r) => `${r}.${c}`),
    right: [`${rows - 1}.${c}`],
  })
  return [...range(rows).map(row), ...range(columns).map(column)]
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

/** A consistent table around some inner figures. */
function summed(inner: readonly (readonly number[])[]): number[][] {
  const rows = inner.map((row) => [...row, row.reduce((a, b) => a + b, 0)])
  return [...rows, rows[0]!.map((_, c) => rows.reduce((sum, row) => sum + row[c]!, 0))]
}

/** Every suspect that the equations of a table name, by equation. */
function suspects(table: readonly (readonly number[])[], only?: (id: string) => boolean) {
  const printed = (id: string) => {
    const [r, c] = id.split('.').map(Number)
    return { value: table[r!]![c!]!, state: 'number' as const }
  }
  const all = equations(table.length, table[0]!.length).filter((equation) => only?.(equation.id) ?? true)
  return locate(all.map((instance) => ({ ...instance, ...evaluate(instance, printed) })))
}

/** The table with `by` added to some cells. */
function changed(table: readonly (readonly number[])[], ...errors: (readonly [number, number, number])[]): number[][] {
  return table.map((row, r) =>
    row.map((value, c) => value + errors.filter(([a, b]) => a === r && b === c).reduce((sum, [, , by]) => sum + by, 0)),
  )
}

const TABLE = summed([
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
])

test('a consistent table has no suspects', () => {
  expect(suspects(TABLE).size).toBe(0)
})

test('one wrong cell is where its row and its column cross', () => {
  const found = suspects(changed(TABLE, [1, 2, 10]))
  expect(Object.fromEntries(found)).toEqual({ 'row.1': ['1.2'], 'column.2': ['1.2'] })
})

test('a wrong total is found like any other cell', () => {
  expect([...new Set([...suspects(changed(TABLE, [3, 1, 1])).values()].flat())]).toEqual(['3.1'])
})

test('two errors in different rows and columns are both among the suspects', () => {
  const found = new Set([...suspects(changed(TABLE, [0, 0, 5], [2, 1, 7])).values()].flat())
  expect(found).toContain('0.0')
  expect(found).toContain('2.1')
})

test('two errors in one row are found by their columns', () => {
  const found = suspects(changed(TABLE, [1, 0, 5], [1, 2, 7]))
  expect([...new Set([...found.values()].flat())].sort()).toEqual(['1.0', '1.2'])
})

test('an equation that nothing crosses names all its cells', () => {
  const found = suspects(changed(TABLE, [1, 2, 10]), (id) => id.startsWith('row'))
  expect(Object.fromEntries(found)).toEqual({ 'row.1': ['1.0', '1.1', '1.2', '1.3'] })
})

test('every failing equation names a suspect of its own, and nothing but cells of its own', () => {
  const inner = fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 3 }), {
    minLength: 2,
    maxLength: 4,
  })
  const error = fc.tuple(fc.nat(3), fc.nat(3), fc.integer({ min: 1, max: 9 }))
  fc.assert(
    fc.property(inner, fc.array(error, { minLength: 1, maxLength: 4 }), (figures, errors) => {
      const table = summed(figures)
      const known = errors.filter(([r]) => r < table.length)
      const all = new Map(equations(table.length, 4).map((equation) => [equation.id, equation]))
      for (const [id, fields] of suspects(changed(table, ...known))) {
        expect(fields.length).toBeGreaterThan(0)
        const own = all.get(id)!
        for (const field of fields) expect([...own.left, ...own.right]).toContain(field)
      }
    }),
  )
})

test('a single changed cell is always the only suspect', () => {
  const inner = fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 3 }), {
    minLength: 2,
    maxLength: 4,
  })
  fc.assert(
    fc.property(inner, fc.nat(), fc.nat(3), fc.integer({ min: 1, max: 9 }), (figures, row, c, by) => {
      const table = summed(figures)
      const r = row % table.length
      const found = suspects(changed(table, [r, c, by]))
      expect([...new Set([...found.values()].flat())]).toEqual([`${r}.${c}`])
    }),
  )
})

test('a row that slipped by a column accuses everything that could be wrong, and at once', () => {
  // Eight columns of twenty-two cells and the slipped row's own sum: no four cells are in all of them.
  const failing = equations(22, 9)
    .filter(({ id }) => id === 'row.3' || (id.startsWith('column.') && id !== 'column.8'))
    .map((one) => ({ ...one, outcome: 'fail' as const, leftSum: 1, rightSum: 2 }))
  const times = Array.from({ length: 10 }, () => {
    const started = performance.now()
    locate(failing)
    return performance.now() - started
  })
  // A few milliseconds; trying every four of them took some hundred times that.
  expect(Math.min(...times)).toBeLessThan(100)
  const found = locate(failing)
  for (const { id, left, right } of failing) expect(found.get(id)).toEqual(expect.arrayContaining([...left, ...right]))
})
