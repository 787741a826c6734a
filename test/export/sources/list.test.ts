import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileStems } from '../../../export/sources/file-stems.ts'
import { listReportPaths } from '../../../export/sources/list.ts'
import { pathList } from '../../../export/sources/path-list.ts'
import { assignNames } from '../../../store/names.ts'

const root = mkdtempSync(join(tmpdir(), 'nianbao-list-'))
const at = (name: string) => join(root, name)
const shown = (named: readonly string[], except?: string) => [...listReportPaths(named, except).paths.shown()]

beforeAll(() => {
  for (const folder of ['all/b', 'all/out', 'other']) mkdirSync(at(folder), { recursive: true })
  for (const file of ['all/c.json', 'all/a.json', 'all/b/z.json', 'all/b.json', 'all/out/o.json', 'other/x.json']) {
    writeFileSync(at(file), '{}')
  }
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const ALL = ['all/a.json', 'all/b/z.json', 'all/b.json', 'all/c.json', 'all/out/o.json'].map(at)

test('names of files and folders are in one order; a path comes once, where it is named first', () => {
  expect(shown([at('all')])).toEqual(ALL)
  expect(shown([at('other'), at('all')])).toEqual([at('other/x.json'), ...ALL])
  expect(shown([at('all/b'), at('all'), at('all/c.json'), at('all/')])).toEqual([
    at('all/b/z.json'),
    ...ALL.filter((path) => path !== at('all/b/z.json')),
  ])
  expect(shown([at('all/c.json'), at('all/c.json')])).toEqual([at('all/c.json')])
})

test('the folder that is written is left out, by whatever name it goes', () => {
  symlinkSync(at('all'), at('link'))
  expect(shown([at('all')], at('all/out'))).toEqual(ALL.slice(0, -1))
  expect(shown([at('all')], at('link/out'))).toEqual(ALL.slice(0, -1))
  expect(shown([at('all/out')], at('link/out'))).toEqual(ALL.slice(-1))
})

test('a link that leads back to itself costs no more than itself', () => {
  mkdirSync(at('loops'))
  writeFileSync(at('loops/a.json'), '{}')
  symlinkSync(at('loops/round.json'), at('loops/round.json'))
  symlinkSync(at('nowhere'), at('loops/lost.json'))
  const { paths, problems } = listReportPaths([at('loops')])
  expect([...paths.shown()]).toEqual(['a', 'lost', 'round'].map((name) => at(`loops/${name}.json`)))
  expect(problems).toEqual([])
})

test('stems are those that assignNames gives to all at once', () => {
  const name = fc.constantFrom('a.json', 'A.json', 'b.json', 'a~0cc175b9.json', 'é.json', 'e\u0301.json')
  const folder = fc.constantFrom('x', 'y', null)
  const hash = fc.constantFrom('0cc175b9', '92eb5ffe', null)
  const entries = fc.uniqueArray(fc.record({ folder, name, hash }), {
    selector: ({ folder, name }) => `${folder}/${name}`,
    maxLength: 12,
  })
  fc.assert(
    fc.property(entries, (all) => {
      const paths = pathList()
      for (const { folder, name } of all) paths.add(folder, name)
      const listed = [...paths.shown()]
      const hashes = new Map(listed.map((path, index) => [path, all[index]!.hash?.repeat(8) ?? null]))
      const claimants = listed.map((path, index) => ({
        ...{ key: path, name: all[index]!.name },
        hash: () => hashes.get(path)!,
      }))
      const stemOf = fileStems(paths, (path) => hashes.get(path)!)
      expect(listed.map((path, index) => `${stemOf(index, path)}.json`)).toEqual(assignNames(claimants, new Map()))
    }),
  )
})
