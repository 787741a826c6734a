import { basename } from 'node:path'
import { assignNames, baseName, type Claimant } from '../../store/names.ts'
import type { ReportPaths } from './path-list.ts'
import { claimOf } from './stems.ts'

/**
 * File names without extension for the files of a list, by their place in it, as `assignNames` gives them: of several with
 * one name the first by path takes it. Only names that more than one lays claim to are held. `hashOf` gives the hash of
 * a file's content, null where it cannot be read.
 */
export function fileStems(
  paths: ReportPaths,
  hashOf: (path: string) => string | null,
): (index: number, path: string) => string {
  const claims = new Uint32Array(paths.length)
  let count = 0
  for (const { shown } of paths) claims[count++] = claimOf(basename(shown))
  const sorted = claims.slice().sort()
  const again = new Set(sorted.filter((claim, at) => at > 0 && sorted[at - 1] === claim))
  const rivals: (Claimant & { readonly index: number })[] = []
  let index = 0
  for (const { shown } of again.size > 0 ? paths : []) {
    if (again.has(claims[index]!)) {
      rivals.push({ index, key: shown, name: basename(shown), hash: once(() => hashOf(shown)) })
    }
    index++
  }
  const names = assignNames(rivals, new Map())
  const stems = new Map(rivals.map(({ index }, at) => [index, names[at]!.replace(/\.json$/, '')]))
  return (index, path) => stems.get(index) ?? baseName(basename(path))
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
