import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

type Manifest = {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** The packages that some code names, of those this project depends on, each with the version installed; sorted. */
export function packagesOf(code: Iterable<string>, root: URL): readonly string[] {
  const texts = [...code]
  const named = (name: string) => {
    const scope = name.startsWith('@') ? `\`${name.split('/')[0]}/\${` : null
    return texts.some(
      (text) =>
        ["'", '"'].some((quote) => text.includes(`${quote}${name}${quote}`) || text.includes(`${quote}${name}/`)) ||
        (scope !== null && text.includes(scope)),
    )
  }
  return dependenciesOf(root)
    .filter(named)
    .map((name) => `${name}@${versionOf(name, root)}`)
    .sort()
}

/** Compiled code lies one folder deeper than its package.json. */
function dependenciesOf(root: URL): readonly string[] {
  const file = ['package.json', '../package.json'].map((path) => new URL(path, root)).find((url) => existsSync(url))
  if (!file) return []
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  return Object.keys({ ...dependencies, ...optionalDependencies })
}

function versionOf(name: string, root: URL): string {
  const folders = createRequire(new URL('package.json', root)).resolve.paths(name) ?? []
  const file = folders.map((folder) => join(folder, name, 'package.json')).find((path) => existsSync(path))
  return file ? ((JSON.parse(readFileSync(file, 'utf8')) as Manifest).version ?? '') : 'none'
}
