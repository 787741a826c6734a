import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const script = fileURLToPath(new URL('../../support/busy-reader.ts', import.meta.url))

function run(how: string): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, how], (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? error.signal) : 0, stdout, stderr }),
    )
  })
}

// Ending a thread inside the runtime of PP-OCR brought the process down with it.
test.each([
  ['closes', 0, 'it was closed\n'],
  ['exits', 7, ''],
])(
  'a process that %s while PP-OCR reads ends as it should',
  async (how, code, stdout) => {
    expect(await run(how)).toEqual({ code, stdout, stderr: '' })
  },
  30_000,
)
