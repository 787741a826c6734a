import { createProgram } from '../../cli/main.ts'

// Prints the help of all commands as one JSON object, by their names; the program's own under ''. One process for all of
// them, since the language of a process does not change.

const program = await createProgram()
const write = process.stdout.write.bind(process.stdout)
const helps: Record<string, string> = {}
for (const command of [program, ...program.commands]) {
  let text = ''
  process.stdout.write = (chunk: string | Uint8Array) => {
    text += chunk
    return true
  }
  command.outputHelp()
  helps[command === program ? '' : command.name()] = text
}
process.stdout.write = write
write(JSON.stringify(helps))
