import { readFileSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import { openProblem } from '../engines/source/load.ts'

/** The JSON in a file that an option names. Throws commander's InvalidArgumentError, which ends in one line and exit code 2. */
export function readJsonFile(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new InvalidArgumentError(`the file ${openProblem(error).message}.`)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidArgumentError('the file is not JSON.')
  }
}
