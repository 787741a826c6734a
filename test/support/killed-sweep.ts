import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

// A process that takes an old blob away, of which somebody puts the content in the very moment before it is moved aside,
// and that is killed in the moment after: killed-sweep.ts FOLDER HASH

const [folder, hash] = process.argv.slice(2) as [string, string]
const { rename } = fs
fs.rename = async (from, to) => {
  await fs.utimes(from, Date.now() / 1000, Date.now() / 1000)
  await rename(from, to)
  process.kill(process.pid, 'SIGKILL')
  await new Promise(() => {})
}
syncBuiltinESMExports()

const { openBlobFolder } = await import('../../store/blobs/folder.ts')
const blobs = await openBlobFolder(folder)
await blobs.remove(hash, Date.now() - 3_600_000)
