import { expect, test } from 'vitest'
import { makeScratch, run } from '../support/command.ts'

const scratch = makeScratch()
const data = scratch('data')
const user = (args: readonly string[], input = '') => run(['user', ...args, '--data', data], { input })

test('accounts are added with a password from standard input, changed, listed and removed', async () => {
  expect(await user(['add', 'Lin Wei', '--role', 'admin'], 'correct horse battery\n')).toMatchObject({ code: 0 })
  expect(await user(['add', '王芳', '--no-password'])).toMatchObject({ code: 0, stderr: '' })
  const again = await user(['add', 'LIN WEI'], 'another password\n')
  expect([again.code, again.stderr]).toEqual([3, 'nianbao: LIN WEI: an account of this name is there already\n'])
  expect((await user(['list'])).stdout).toBe('admin     Lin Wei\nreviewer  王芳  (no password)\n')
  expect(JSON.parse((await user(['list', '--json'])).stdout)).toEqual([
    { name: 'Lin Wei', role: 'admin', password: true },
    { name: '王芳', role: 'reviewer', password: false },
  ])
  expect((await user(['role', '王芳', '--role', 'viewer'])).code).toBe(0)
  expect((await user(['password', '王芳'], 'eleven chars\n')).code).toBe(0)
  expect((await user(['list'])).stdout).toContain('viewer    王芳\n')
  const last = await user(['remove', 'Lin Wei'])
  expect([last.code, last.stderr]).toEqual([3, 'nianbao: Lin Wei: is the last admin; make another one first\n'])
  expect((await user(['remove', '王芳'])).code).toBe(0)
  expect((await user(['role', '王芳', '--role', 'admin'])).stderr).toContain('there is no account of this name')
})

test('wrong use ends in a line and code 2', async () => {
  const cases: readonly (readonly [readonly string[], string, string])[] = [
    [['add', 'x', '--role', 'owner'], '', 'Allowed choices are none, viewer, reviewer, admin'],
    [['add', 'short'], 'ninechars\n', 'ten characters or more'],
    [['add', '<script>'], 'long enough to do\n', 'begins with a letter or digit'],
    [['add'], '', 'add whom? give a name'],
    [['role', 'x'], '', 'give --role none, viewer, reviewer, admin'],
    [['enrol', 'x'], '', 'Allowed choices are add, password, role, remove, list'],
  ]
  for (const [args, input, told] of cases) {
    const { code, stderr } = await user(args, input)
    expect([code, stderr]).toEqual([2, expect.stringContaining(told)])
  }
})
