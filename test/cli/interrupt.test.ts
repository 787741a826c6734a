import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EXIT } from '../../schemas/problem.ts'
import { Report } from '../../schemas/report.ts'
import { makeScratch, run, start } from '../support/command.ts'
import { ROOT } from '../support/sources.ts'

const scratch = makeScratch()
/** Enough that a run takes seconds. */
const COUNT = 300
const DUMP = readFileSync(join(ROOT, 'samples', 'text', 'markdown-pieces.txt'), 'utf8')

/** Many inputs, each with content of its own. */
function manyInputs(name: string): string {
  mkdirSync(scratch(name))
  for (let index = 0; index < COUNT; index++)
    writeFileSync(join(scratch(name), `${index}.txt`), `${DUMP}\n第${index}号\n`)
  return scratch(name)
}

/** Until some reports are written, and most are not. */
async function untilUnderWay(out: string): Promise<void> {
  await expect
    .poll(() => (existsSync(out) ? reports(out).length : 0), { timeout: 30_000, interval: 10 })
    .toBeGreaterThan(3)
}

function reports(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json'))
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s stops a run with whole reports only, and the next one goes on from there',
  async (signal) => {
    const inputs = manyInputs(`in-${signal}`)
    const out = scratch(`out-${signal}`)
    const running = start(['extract', inputs, '--out', out])
    await untilUnderWay(out)
    running.process.kill(signal)
    const ended = await running.ended
    expect(ended.code).toBe(EXIT.interrupted)
    expect(ended.stderr).toContain('nianbao: stopped; what was written is whole')
    expect(ended.stderr).toMatch(new RegExp(`\\d+ of ${COUNT} inputs not done`))
    const done = reports(out)
    expect(done.length).toBeGreaterThan(0)
    expect(done.length).toBeLessThan(COUNT)
    for (const name of done) Report.parse(JSON.parse(readFileSync(join(out, name), 'utf8')))
    expect(readdirSync(join(out, '.nianbao'))).toEqual(['manifest.json'])
    const next = await run(['extract', inputs, '--out', out])
    expect(next.stderr).toContain(`${COUNT} reports (${done.length} unchanged)`)
  },
)

test('a run that is killed leaves whole reports only', async () => {
  const inputs = manyInputs('in-kill')
  const running = start(['extract', inputs, '--out', scratch('out-kill')])
  await untilUnderWay(scratch('out-kill'))
  running.process.kill('SIGKILL')
  await running.ended
  for (const name of reports(scratch('out-kill')))
    Report.parse(JSON.parse(readFileSync(join(scratch('out-kill'), name), 'utf8')))
})
