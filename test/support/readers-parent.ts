import { FORMS } from '../../schemas/forms/index.ts'
import { createReaders } from '../../workers/readers/pool.ts'
import { sourceOf } from './read-by-pages.ts'

// A process with two readers, one of them reading page after page of the file given, the other at rest. It says so, and
// goes on until it is killed.

const readers = createReaders({
  size: 2,
  settings: { forms: FORMS, maxPages: 500, maxBytes: 1e8 },
  timeoutMs: 60_000,
  recycleAfter: 1000,
  mostMegabytes: 2000,
  debug: false,
})
const source = sourceOf(process.argv[2]!)
await Promise.all([readers.open(source), readers.open(source)])
process.stdout.write('reading\n')
for (let page = 1; ; page = (page % 3) + 1) await readers.readPage(source, page)
