import { expect, test } from 'vitest'
import { isFull, isLocked, isLostConnection, isTransient } from '../../../store/database/failures.ts'
import { addressOf } from '../../../store/database/postgres.ts'

const error = (more: object, message = 'x') => Object.assign(new Error(message), more)

test('failures that pass are told from those that stay', () => {
  const passing = [
    ...['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '08006', '40001', '40P01', '53300'].map((code) =>
      error({ code }),
    ),
    ...[5, 6, 261, 517].map((errcode) => error({ code: 'ERR_SQLITE_ERROR', errcode })),
    error({}, 'Connection terminated unexpectedly'),
    error({}, 'timeout exceeded when trying to connect'),
    error({ code: 'ENOENT', syscall: 'connect' }),
  ]
  expect(passing.filter((one) => !isTransient(one))).toEqual([])
  const staying = [
    ...['23505', '42P01', '28P01', '3D000', '53100'].map((code) => error({ code })),
    ...[1, 13, 14, 19, 26].map((errcode) => error({ code: 'ERR_SQLITE_ERROR', errcode })),
    error({ code: 'ENOENT', syscall: 'open' }),
    error({}, 'column connection is missing'),
  ]
  expect(staying.filter(isTransient)).toEqual([])
})

test('a lock, a lost connection and a full disk are three things', () => {
  const locked = error({ code: 'ERR_SQLITE_ERROR', errcode: 517 })
  const lost = error({ code: '57P01' })
  const full = [error({ code: 'ERR_SQLITE_ERROR', errcode: 13 }), error({ code: '53100' })]
  expect([locked, lost, ...full].map(isLocked)).toEqual([true, false, false, false])
  expect([locked, lost, ...full].map(isLostConnection)).toEqual([false, true, false, false])
  expect([locked, lost, ...full].map(isFull)).toEqual([false, false, true, true])
})

test('messages name a database without its user', () => {
  expect(addressOf('postgres://me:secret@db.example:5433/reports?sslmode=require')).toBe(
    'postgres://db.example:5433/reports',
  )
  expect(addressOf('postgresql:///reports?host=/run')).toBe('postgresql:///reports')
  expect(addressOf('mysql://x/y')).toBeNull()
  expect(addressOf('postgres:// /')).toBeNull()
})
