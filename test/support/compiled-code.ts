import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HEAP_MEGABYTES } from '../../workers/start-process.ts'
import { ROOT } from './sources.ts'

/** What reader processes run; their threads' code among it. */
const READERS = [
  ...['workers/reader.ts', 'workers/readers/process.ts', 'engines/pdf/thread.ts', 'engines/source/open-pdf.ts'],
  ...['engines/source/open-image.ts', 'engines/ocr/ppocr/engine.ts', 'engines/ocr/tesseract/engine.ts'],
]

/**
 * Lets Node strip and compile the project's code once for all programs that tests start, a thousand in a full run, instead
 * of in each of them. Every run has a folder of its own, and Node compares what lies there with the sources. Programs add
 * to it when they end; readers, which are killed, never get to that, so it is done for them beside the first tests.
 */
export default function keepCompiledCode(): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-compiled-'))
  process.env.NODE_COMPILE_CACHE = folder
  const all = READERS.map((file) => `await import(${JSON.stringify(join(ROOT, file))})`).join(';')
  // With the flags that readers are started with, since these are part of what compiled code is kept by.
  const flags = [`--max-old-space-size=${HEAP_MEGABYTES}`, '--expose-gc', '--input-type=module']
  const loading = spawn(process.execPath, [...flags, '-e', `${all};process.exit()`], { stdio: 'ignore' })
  const ended = once(loading, 'close')
  return async () => {
    loading.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
