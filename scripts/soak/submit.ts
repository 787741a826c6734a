import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../../test/support/sources.ts'

/** Hands files in with the real command. Redis may be away: workers find what the database knows. */
export async function submitFiles(
  services: { readonly data: string; readonly database: string | null; readonly redis: string },
  paths: readonly string[],
): Promise<void> {
  const { data, database, redis } = services
  const where = ['--data', data, '--redis', redis, ...(database === null ? [] : ['--database', database])]
  const child = spawn(
    process.execPath,
    [join(ROOT, 'cli', 'nianbao.js'), 'submit', ...paths, ...where, '--batch', 'soak'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  const code = await new Promise<number | null>((settle) => child.once('exit', settle))
  if (code !== 0 && code !== 6) throw new Error(`submit ended with ${code}: ${said}`)
}
