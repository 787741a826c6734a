import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')
export const FOLDERS = ['schemas', 'pipeline', 'engines', 'store', 'workers', 'export', 'review', 'cli'] as const

export type Source = { readonly path: string; readonly text: string; readonly imports: readonly string[] }

/** The product's source files, with what they import: repository paths for their own, specifiers for the rest. */
export function productSources(): readonly Source[] {
  const present = FOLDERS.filter((folder) => existsSync(join(ROOT, folder)))
  const inFolders = present.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  return ['index.ts', ...inFolders]
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(ts|tsx|js)$/.test(path) && !path.startsWith('review/web/dist'))
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8')
      return { path, text, imports: importsOf(text).map((to) => resolveImport(path, to)) }
    })
}

/** Static, type-only, re-exporting and dynamic imports alike. */
export function importsOf(text: string): readonly string[] {
  const found = text.matchAll(/(?:\bfrom|^\s*import|\bimport\()\s*'([^']+)'/gm)
  return [...found].map((match) => match[1]!)
}

function resolveImport(from: string, to: string): string {
  return to.startsWith('.') ? posix.join(dirname(from), to) : to
}

/** The text without comments and without what stands in quotes. */
export function codeOf(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/'(?:\\.|[^'\\\n])*'/g, "''")
    .replace(/(^|[^:])\/\/.*$/gm, '$1')
}
