import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { makeScratch } from '../support/command.ts'
import { freePort } from '../support/free-port.ts'
import { ROOT } from '../support/sources.ts'
import { copiesOf, dockerStages, isIgnored, type Step } from './files.ts'

const stages = dockerStages()
const last = stages.at(-1)!
const scratch = makeScratch()
const app = scratch('app')
const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
}

function of(stage: readonly Step[], instruction: string): readonly string[] {
  return stage.filter((step) => step.instruction === instruction).map(({ rest }) => rest)
}

// No Docker here: what the image would hold is put together as its last stage says, and its program is run.
beforeAll(() => {
  const built = scratch('build')
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', join(built, 'dist')], {
    cwd: ROOT,
  })
  for (const name of Object.keys(dependencies)) {
    const link = join(built, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules', name), link)
  }
  for (const { from, sources, to } of copiesOf(last)) {
    for (const source of sources) {
      const target = to.endsWith('/') ? join(app, to, source) : join(app, to)
      mkdirSync(dirname(target), { recursive: true })
      cpSync(from ? join(built, source.replace(/^\/app\//, '')) : join(ROOT, source), target, { recursive: true })
    }
  }
})

test('every stage takes what is there: in the checkout, not kept from the build, or of an earlier stage', () => {
  const names = stages.map((stage) => /\bAS (\w+)$/.exec(of(stage, 'FROM')[0]!)?.[1] ?? null)
  const wrong = stages.flatMap((stage, index) =>
    copiesOf(stage).flatMap(({ from, sources }) => {
      if (from !== null) return names.slice(0, index).includes(from) ? [] : [from]
      return sources.filter((path) => path !== '.' && (!existsSync(join(ROOT, path)) || isIgnored(path)))
    }),
  )
  expect(wrong).toEqual([])
})

test('what is compiled is not kept from the build, and what is large or private is', () => {
  const build = JSON.parse(readFileSync(join(ROOT, 'tsconfig.build.json'), 'utf8')) as { include: string[] }
  const needed = [...build.include, 'tsconfig.json', 'tsconfig.build.json', 'scripts/clean.ts']
  expect(needed.filter(isIgnored)).toEqual([])
  expect(
    ['node_modules', '.git', 'dist', 'samples', '.env', 'nianbao-data', 'test'].filter((path) => !isIgnored(path)),
  ).toEqual([])
})

test('all stages have one base, with the Node that the project is tested on, on glibc', () => {
  const bases = new Set(stages.map((stage) => of(stage, 'FROM')[0]!.split(' ')[0]))
  expect([...bases]).toEqual([`node:${process.versions.node.split('.')[0]}-bookworm-slim`])
})

test('it runs as an ordinary user, stops in order, and can be asked for its health', () => {
  expect(of(last, 'USER')).toEqual(['node'])
  expect(of(last, 'STOPSIGNAL')).toEqual(['SIGTERM'])
  expect(of(last, 'ENTRYPOINT')).toEqual(['["nianbao"]'])
  expect(of(last, 'VOLUME')).toEqual(['/data'])
  const order = last.map(({ instruction }) => instruction)
  expect(order.lastIndexOf('COPY')).toBeLessThan(order.indexOf('USER')) // its own code is not its to change
})

test('what the image holds runs: version, a report, a server whose health the check sees', async () => {
  const program = join(app, 'cli', 'nianbao.js')
  expect(of(last, 'RUN')[0]).toContain('ln -s /app/cli/nianbao.js /usr/local/bin/nianbao')
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [program, ...args], { cwd: scratch(''), encoding: 'utf8' })
  expect(run('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  const sample = join(ROOT, 'samples', 'digital', 'form-2019.pdf')
  expect(JSON.parse(run('extract', sample, '--json', '--quiet').stdout)).toMatchObject({ document: { form: '2019' } })

  const port = await freePort()
  const [, check] = /CMD (\[.*\])$/.exec(of(last, 'HEALTHCHECK')[0]!)!
  const [command, ...args] = (JSON.parse(check!) as string[]).map((word) => word.replace('8787', String(port)))
  expect([command, args.join(' ').includes(`:${port}/healthz`)]).toEqual(['node', true])
  const healthy = () => spawnSync(process.execPath, args, { timeout: 100_000 }).status
  expect(healthy()).toBe(1)
  const server = spawn(process.execPath, [program, 'serve', '--port', String(port), '--data', scratch('data')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  try {
    await once(server.stderr, 'data')
    expect(healthy()).toBe(0)
  } finally {
    server.kill('SIGTERM')
  }
  expect(await once(server, 'exit')).toEqual([0, null])
})
