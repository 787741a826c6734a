import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from './sources.ts'

export type Npm = { readonly code: number; readonly told: string }

/** What an empty folder became: `npm` is what npm said, and null where it could not reach a registry. */
export type Installed = { readonly archive: string; readonly npm: Npm | null }

const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

/**
 * Packs the package and installs it from its archive into the folder `app`, as somebody would who was sent it. Without a
 * registry what it depends on is linked from the checkout, and nothing else, so that a module it lacks is missed.
 */
export async function installPackage(app: string): Promise<Installed> {
  mkdirSync(app, { recursive: true })
  writeFileSync(join(app, 'package.json'), '{"private":true,"type":"module"}')
  execFileSync('npm', ['pack', '--silent', '--pack-destination', app], { cwd: ROOT, stdio: 'pipe' })
  const archive = join(app, readdirSync(app).find((name) => name.endsWith('.tgz'))!)
  // An optional dependency fetches libraries for graphics cards while it is installed, from elsewhere; see docs/library.md.
  const npm = await runNpm(['install', '--ignore-scripts', archive], app)
  if (npm.code === 0) return { archive, npm }
  if (!UNREACHABLE.test(npm.told)) throw new Error(npm.told)
  const installed = join(app, 'node_modules', 'nianbao')
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', archive, '-C', installed, '--strip-components', '1'])
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const link = join(app, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules', name), link)
  }
  return { archive, npm: null }
}

/** The path of the newest Node of a major version, installed into `folder`; null where no registry answers or has it. */
export async function installNode(major: number, folder: string): Promise<string | null> {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${platform}-${process.arch}`
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const { code } = await runNpm(['install', '--ignore-scripts', `${name}@${major}`], folder)
  return code === 0 ? join(folder, 'node_modules', name, 'bin', 'node') : null
}

const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|E40[134]\b|E5\d\d\b/

/** Runs npm under the Node of the tests, as anybody's npm runs under their own. */
export async function runNpm(args: readonly string[], cwd: string): Promise<Npm> {
  const { npm_config_local_prefix: _, npm_config_prefix: __, ...env } = process.env
  const options = [
    '--prefix',
    cwd,
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--fetch-retries',
    '1',
    '--fetch-timeout',
    '60000',
  ]
  try {
    const { stderr } = await promisify(execFile)('npm', [...args, ...options], {
      cwd,
      env: { ...env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` },
      timeout: 240_000,
    })
    return { code: 0, told: stderr }
  } catch (error) {
    const { killed, stderr } = error as { readonly killed?: boolean; readonly stderr?: string }
    return { code: 1, told: killed ? `${stderr}\nETIMEDOUT` : String(stderr ?? error) }
  }
}
