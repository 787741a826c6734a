import { openReaders } from '../../engines/ocr/open.ts'
import { drawnText } from './drawn-text.ts'

// A process that opens PP-OCR, gives it plenty to read and ends, or closes it, while it reads.

const { readers, close } = await openReaders({ only: ['ppocr'] })
const lines = Array.from({ length: 200 }, (_, i) => drawnText(`第${i}条政府信息公开申请${i * 37}`))
const reading = readers[0]!.readLines(lines).then(
  () => 'read',
  (error: Error) => error.message,
)
await new Promise((resolve) => setTimeout(resolve, 300))
if (process.argv[2] === 'exits') process.exit(7)
if (process.argv[2] === 'closes') {
  await close()
  console.log(await reading)
}
