import type { Form, FormTable } from '../../schemas/form.ts'
import type { Random } from './random.ts'

/** How busy the invented organisation is: no requests at all, a handful from citizens only, dozens, or hundreds. */
export type Scale = 'none' | 'few' | 'some' | 'many'

/** Values by field id. */
export type Values = Record<string, number>

const CARRIED = ['received', 'carriedIn', 'processed', 'carriedOver']

/** Draws the requests table: every balance, outcome and applicant equation of the form holds. */
export function drawRequests(form: Form, scale: Scale, random: Random): Values {
  const table = tableOf(form, 'requests')
  const outcomes = table.rows.map((row) => row.id).filter((id) => !CARRIED.includes(id))
  const values: Values = {}
  const set = (row: string, column: string, value: number): void => {
    values[`requests.${row}.${column}`] = value
    values[`requests.${row}.total`] = (values[`requests.${row}.total`] ?? 0) + value
  }
  const favourites = random.some(outcomes, random.int(2, 6))
  for (const [index, { id }] of table.columns.filter((column) => column.id !== 'total').entries()) {
    const received = amount(scale, index === 0, random)
    const carriedIn = scale !== 'none' && random.chance(0.4) ? random.int(0, Math.ceil(received / 5)) : 0
    const carriedOver = random.chance(0.5) ? random.int(0, Math.floor((received + carriedIn) / 4)) : 0
    const shares = Object.fromEntries(outcomes.map((row) => [row, 0]))
    for (let left = received + carriedIn - carriedOver; left > 0; ) {
      const row = random.pick(random.chance(0.9) ? ['granted', 'unable_notHeld', ...favourites] : outcomes)
      const share = random.int(1, Math.max(1, Math.ceil(left / 2)))
      shares[row] = (shares[row] ?? 0) + share
      left -= share
    }
    set('received', id, received)
    set('carriedIn', id, carriedIn)
    for (const row of outcomes) set(row, id, shares[row] ?? 0)
    set('processed', id, received + carriedIn - carriedOver)
    set('carriedOver', id, carriedOver)
  }
  return values
}

/** Draws the fifteen values of the disputes table; each total is the sum of its four outcomes. */
export function drawDisputes(form: Form, scale: Scale, random: Random): Values {
  const table = tableOf(form, 'disputes')
  const values: Values = {}
  for (const row of table.rows) {
    let total = 0
    for (const column of table.columns) {
      const busy = (scale === 'some' && random.chance(0.3)) || (scale === 'many' && random.chance(0.7))
      const value = column.id === 'total' ? total : busy ? random.int(1, scale === 'many' ? 24 : 4) : 0
      values[`disputes.${row.id}.${column.id}`] = value
      total += value
    }
  }
  return values
}

/** Draws the tables of published information (art20_*); `change` may be negative, money has up to four decimals. */
export function drawProactive(form: Form, random: Random): Values {
  const values: Values = {}
  for (const table of form.tables.filter(({ id }) => id.startsWith('art20_')))
    for (const row of table.rows) {
      const active = random.chance(row.id === 'regulations' ? 0.25 : 0.65)
      for (const column of table.columns) {
        const id = `${table.id}.${row.id}.${column.id}`
        if (!active || random.chance(0.15)) values[id] = 0
        else if (column.id === 'amount') values[id] = random.int(1, 3_000_000) / 10 ** random.int(0, 4)
        else if (column.id === 'change') values[id] = random.int(-30, 60)
        else if (column.id === 'decisions') values[id] = random.int(1, random.chance(0.3) ? 24_000 : 300)
        else values[id] = random.int(1, random.chance(0.1) ? 1200 : 90)
      }
    }
  return values
}

/** The table of that id in a form; a form without it is a defect. */
export function tableOf(form: Form, id: string): FormTable {
  const table = form.tables.find((candidate) => candidate.id === id)
  if (!table) throw new Error(`form ${form.id} has no table ${id}`)
  return table
}

function amount(scale: Scale, citizens: boolean, random: Random): number {
  if (scale === 'none' || (scale === 'few' && !citizens)) return 0
  if (scale === 'few') return random.int(1, 6)
  if (scale === 'some') return citizens ? random.int(8, 90) : random.chance(0.35) ? random.int(1, 12) : 0
  return citizens ? random.int(200, 2600) : random.chance(0.7) ? random.int(1, 160) : 0
}
