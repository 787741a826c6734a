import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignNames, baseName, type Claimant, type Holder } from '../../store/names.ts'

const A = 'a'.repeat(64)
const B = 'b'.repeat(64)
const C = 'c'.repeat(64)

function claimant(key: string, hash: string | null): Claimant {
  return { key, name: key.split('/').at(-1)!, hash: () => hash }
}

function names(claimants: readonly Claimant[], held: Record<string, Holder> = {}): Record<string, string> {
  const assigned = assignNames(claimants, new Map(Object.entries(held)))
  return Object.fromEntries(claimants.map(({ key }, index) => [key, assigned[index]!]))
}

test('one base name, one report; several, one plain name and the others by content', () => {
  expect(names([claimant('b/x.pdf', B), claimant('a/x.pdf', A), claimant('y.txt', C)])).toEqual({
    'a/x.pdf': 'x.json',
    'b/x.pdf': 'x~bbbbbbbb.json',
    'y.txt': 'y.json',
  })
})

test('content is not hashed where nothing collides', () => {
  const lazy: Claimant = {
    key: 'a/x.pdf',
    name: 'x.pdf',
    hash: () => {
      throw new Error('hashed')
    },
  }
  expect(names([lazy])).toEqual({ 'a/x.pdf': 'x.json' })
})

test('names that a file system may hold for equal are kept apart', () => {
  expect(names([claimant('X.pdf', A), claimant('x.txt', B)])).toEqual({ 'X.pdf': 'X.json', 'x.txt': 'x~bbbbbbbb.json' })
  expect(names([claimant('e\u0301.pdf', A), claimant('\u00e9.txt', B)])['\u00e9.txt']).toBe('\u00e9~bbbbbbbb.json')
})

test('a file that is called like a name made here does not get overwritten', () => {
  const all = names([claimant('a/x.pdf', A), claimant('b/x.pdf', B), claimant('x~bbbbbbbb.pdf', C)])
  expect(new Set(Object.values(all)).size).toBe(3)
})

test('equal content shares a report; what cannot be read takes nobody’s', () => {
  expect(names([claimant('a/x.pdf', A), claimant('b/x.pdf', A)])).toEqual({ 'a/x.pdf': 'x.json', 'b/x.pdf': 'x.json' })
  expect(names([claimant('a/x.pdf', A), claimant('b/x.pdf', null)])).toEqual({
    'a/x.pdf': 'x.json',
    'b/x.pdf': 'x~unread.json',
  })
})

test('an input keeps the name of an earlier run, and keeps it from others while it lives', () => {
  const holder = (alive: boolean) => ({ 'x.json': { key: 'b/x.pdf', sha256: B, alive: () => alive } })
  expect(names([claimant('a/x.pdf', A), claimant('b/x.pdf', C)], holder(true))).toEqual({
    'a/x.pdf': 'x~aaaaaaaa.json',
    'b/x.pdf': 'x.json',
  })
  expect(names([claimant('a/x.pdf', A)], holder(true))).toEqual({ 'a/x.pdf': 'x~aaaaaaaa.json' })
  expect(names([claimant('a/x.pdf', A)], holder(false))).toEqual({ 'a/x.pdf': 'x.json' })
  expect(names([claimant('moved/x.pdf', B)], holder(true))).toEqual({ 'moved/x.pdf': 'x.json' })
})

test('whatever the inputs: different content never shares a name, and the order does not matter', () => {
  const input = fc.record({
    folder: fc.constantFrom('a', 'b', 'c', 'd'),
    name: fc.constantFrom('x.pdf', 'X.txt', 'x~aaaaaaaa.md', 'y.pdf'),
    hash: fc.constantFrom(A, B, C, 'a'.repeat(8) + 'd'.repeat(56)),
  })
  const inputs = fc.uniqueArray(input, { selector: ({ folder, name }) => `${folder}/${name}`, maxLength: 12 })
  fc.assert(
    fc.property(inputs, (drawn) => {
      const claimants = drawn.map(({ folder, name, hash }) => claimant(`${folder}/${name}`, hash))
      const assigned = names(claimants)
      expect(names([...claimants].reverse())).toEqual(assigned)
      const contents = new Map<string, string>()
      for (const { key, hash } of claimants) {
        const name = assigned[key]!.toLowerCase()
        expect(contents.get(name) ?? hash()).toBe(hash())
        contents.set(name, hash()!)
      }
    }),
  )
})

test.each([
  ['x.pdf', 'x'],
  ['a.b.PDF', 'a.b'],
  ['2021年报', '2021年报'],
  ['v1.2021', 'v1.2021'],
  ['.pdf', '.pdf'],
  ['a\u001b[31m\n\u202eb.txt', 'a_[31m__b'],
])('the base name of %j is %j', (name, base) => {
  expect(baseName(name)).toBe(base)
})

test('a base name leaves room for suffixes and cuts no character', () => {
  const base = baseName(`${'年'.repeat(84)}.pdf`)
  expect(Buffer.byteLength(base)).toBeLessThanOrEqual(200)
  expect(base).toBe('年'.repeat(66))
})
