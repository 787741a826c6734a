import { join } from 'node:path'
import { packed } from './packed.ts'

/** A file that may hold a report, as its user would write it; `inFolder`: nobody named it, it lay there. */
export type ReportPath = { readonly shown: string; readonly inFolder: boolean }

/** Paths as they stood when they were listed, whatever has appeared since; each is put together when it is asked for. */
export type ReportPaths = Iterable<ReportPath> & {
  readonly length: number
  shown(): Iterable<string>
}

/** A list to which paths are added: of a folder's files, one after the other, the folder is kept once. */
export function pathList(): ReportPaths & { add(folder: string | null, name: string): void } {
  const names = packed()
  const runs: { readonly folder: string | null; readonly from: number }[] = []
  const list = {
    get length() {
      return names.length
    },
    add(folder: string | null, name: string) {
      const last = runs.at(-1)
      if (last === undefined || last.folder !== folder) runs.push({ folder, from: names.length })
      names.add(name)
    },
    *[Symbol.iterator](): Generator<ReportPath> {
      for (const [index, { folder, from }] of runs.entries()) {
        const to = runs[index + 1]?.from ?? names.length
        for (let at = from; at < to; at++) {
          const name = names.at(at)
          yield folder === null ? { shown: name, inFolder: false } : { shown: join(folder, name), inFolder: true }
        }
      }
    },
    *shown() {
      for (const { shown } of list) yield shown
    },
  }
  return list
}
