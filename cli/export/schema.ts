import { wholeFile } from '../../export/file.ts'
import { EXIT } from '../../schemas/problem.ts'
import schema from '../../schemas/report.schema.json' with { type: 'json' }
import { complain } from '../cluster-options.ts'
import { outputSink } from '../output.ts'

/** Writes the JSON Schema of reports into a file, or to standard output, and gives the exit code. */
export async function writeSchema(out: string | undefined): Promise<number> {
  const file = out === undefined || out === '-' ? null : await wholeFile(out)
  if (file && 'code' in file) return complain('--out', file)
  await (file ?? outputSink(process.stdout)).write(`${JSON.stringify(schema, null, 2)}\n`)
  const problem = await file?.end()
  return problem ? complain('--out', problem) : EXIT.ok
}
