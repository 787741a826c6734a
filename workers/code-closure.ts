import { posix } from 'node:path'

/** A file's text by its path from the root of the code; null where there is none. */
export type ReadCode = (path: string) => string | null

/**
 * The files that run when `entries` run, by path, without what changes nothing: imports, static and dynamic, data, and
 * files that are named to be started as threads. Read as they run, sources in a checkout and compiled files in a
 * package; types are not followed, for they do nothing.
 */
export function closureOf(entries: readonly string[], read: ReadCode): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const waiting = [...entries]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue
    const text = read(path)
    if (text === null) continue
    const code = path.endsWith('.json') ? text : withoutComments(text)
    found.set(path, code)
    if (!path.endsWith('.json')) waiting.push(...followed(path, code, read))
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const TYPE_IMPORT = /^\s*(?:import|export)\s+type\s+[\w$*{},\s]+?\sfrom\s*['"][^'"\n]+['"]/gm
const NAMED_IMPORT = /^\s*import\s*\{([^{}]*)\}\s*from\s*['"](\.{1,2}\/[^'"\n]+)['"]/gm
const RELATIVE_FILE = /['"](\.{1,2}\/[^'"\n]+\.(?:ts|js|json))['"]/g
const EXPORT_ALL = /^\s*export \* from ['"](\.{1,2}\/[^'"\n]+)['"];?\s*$/

function followed(path: string, code: string, read: ReadCode): string[] {
  const paths: string[] = []
  const resolve = (to: string) => posix.join(posix.dirname(path), to)
  const rest = code.replace(TYPE_IMPORT, '').replace(NAMED_IMPORT, (whole, names: string, to: string) => {
    const parts = partsOf(resolve(to), namesOf(names), read)
    if (parts) paths.push(...parts)
    return parts ? '' : whole
  })
  paths.push(...[...rest.matchAll(RELATIVE_FILE)].map((match) => resolve(match[1]!)))
  return paths
}

function namesOf(list: string): readonly string[] {
  const names = list.split(',').map((name) => name.trim())
  return names.filter((name) => name !== '' && !name.startsWith('type ')).map((name) => name.split(/\s+as\s+/)[0]!)
}

/** Of a file that only passes on what others export, those that export the names; null for any other file. */
function partsOf(path: string, names: readonly string[], read: ReadCode): readonly string[] | null {
  const lines = withoutComments(read(path) ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const passed = lines.map((line) => EXPORT_ALL.exec(line)?.[1])
  if (passed.length === 0 || passed.includes(undefined)) return null
  const files = passed.map((to) => posix.join(posix.dirname(path), to!))
  const owners = names.map((name) => {
    const declared = new RegExp(`^export (?:const|function|async function|class) ${name}\\b`, 'm')
    return files.find((file) => declared.test(read(file) ?? ''))
  })
  return owners.includes(undefined) ? null : (owners as string[])
}

/** Without lines of comment and blank lines; as it is where a text over several lines may hold what looks like them. */
function withoutComments(text: string): string {
  const kept: string[] = []
  let inComment = false
  for (const line of text.split('\n').map((line) => line.trimEnd())) {
    const start = line.trimStart()
    if (inComment || start.startsWith('/*')) {
      const end = line.indexOf('*/', inComment ? 0 : line.indexOf('/*') + 2)
      inComment = end < 0
      if (end >= 0 && line.slice(end + 2).trim() !== '') return text
    } else if (start !== '' && !start.startsWith('//')) {
      if ((line.split('`').length - 1) % 2 === 1) return text
      kept.push(line)
    }
  }
  return `${kept.join('\n')}\n`
}
