// A program that puts blobs into the folder of its first argument until it is killed or has put as many as the second
// says, and prints the hash of each on a line once it is kept. The third is what its contents begin with.
import { openBlobFolder } from '../../store/blobs/folder.ts'

const [folder, count, seed] = process.argv.slice(2)
const blobs = await openBlobFolder(folder!)
for (let index = 0; index < Number(count); index++) {
  const bytes = Buffer.alloc(20_000 + (index % 7) * 150_000, `${seed}:${index};`)
  process.stdout.write(`${await blobs.put(bytes)}\n`)
}
