// A program that opens the store of its first argument and registers as many documents as the second says, one at a
// time, and takes each to an end. The third tells its documents from those of others, of which `shared:` ones are
// all theirs. Prints a line for each of its own once it has come to its end.
import { failDocument, registerDocument, startDocument } from '../../store/documents.ts'
import { open, submission } from './open-store.ts'

const [data, count, seed] = process.argv.slice(2)
const { db, close } = await open({ data: data! })
for (let index = 0; index < Number(count); index++) {
  await registerDocument(db, submission(`shared:${index}`, { origin: seed! }))
  const { document } = await registerDocument(db, submission(`${seed}:${index}`))
  await startDocument(db, document.id, 1, 2000)
  await failDocument(db, document.id, 1, { code: 'x', message: seed! }, 3000)
  process.stdout.write(`${document.id}\n`)
}
await close()
