import type { ReadStream } from 'node:tty'
import { say } from './language.ts'

const ENTER = '\r\n\u0004'
const CTRL_C = '\u0003'
const ERASE = '\b\u007f'

/**
 * A password: asked for twice where somebody sits there, without showing it; else the first line of standard input.
 * Null where the two differ, or somebody would rather not say.
 */
export async function passwordInput(input: ReadStream, output: NodeJS.WritableStream): Promise<string | null> {
  if (!input.isTTY) return firstLine(input)
  const first = await ask(say('Password: ', '密码：'), input, output)
  if (first === null) return null
  return (await ask(say('Again: ', '再输入一次：'), input, output)) === first ? first : null
}

async function firstLine(input: NodeJS.ReadableStream): Promise<string> {
  input.setEncoding('utf8')
  let text = ''
  for await (const piece of input) {
    text += piece
    if (text.includes('\n') || text.length > 10_000) break
  }
  return text.split(/\r?\n/, 1)[0]!
}

/** The terminal shows what is typed unless it is told to leave every key to the program. */
function ask(question: string, input: ReadStream, output: NodeJS.WritableStream): Promise<string | null> {
  output.write(question)
  input.setRawMode(true)
  input.setEncoding('utf8')
  input.resume()
  return new Promise((settle) => {
    let typed = ''
    const end = (answer: string | null) => {
      input.off('data', hear)
      input.setRawMode(false)
      input.pause()
      output.write('\n')
      settle(answer)
    }
    const hear = (keys: string) => {
      for (const key of keys) {
        if (key === CTRL_C) return end(null)
        if (ENTER.includes(key)) return end(typed)
        typed = ERASE.includes(key) ? [...typed].slice(0, -1).join('') : typed + key
      }
    }
    input.on('data', hear)
  })
}
