import { readFileSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import { openProblem } from '../engines/source/load.ts'
import { say } from './language.ts'
import { problemSentence } from './problem-text.ts'

/** The JSON in a file that an option names. Throws commander's InvalidArgumentError, which ends in one line and exit code 2. */
export function readJsonFile(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new InvalidArgumentError(
      say(`the file ${openProblem(error).message}.`, `${problemSentence(openProblem(error))}。`),
    )
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidArgumentError(say('the file is not JSON.', '文件不是 JSON。'))
  }
}
