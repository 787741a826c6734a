import { reportsBehind } from '../store/review/behind.ts'
import { type ReassembleContext, reassembleDocument } from './reassemble.ts'

/**
 * Makes the reports again that lack something that was said: of a process that ended between an answer and its report, or
 * that had no reader then. Gives how many it made. Throws what the store throws.
 */
export async function catchUp(context: ReassembleContext): Promise<number> {
  let made = 0
  for (const document of await reportsBehind(context.store.db)) {
    if ((await reassembleDocument(context, document)).kind === 'reassembled') made++
  }
  return made
}
