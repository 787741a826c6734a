import type { DocumentState } from '../store/schema.ts'
import { say } from './language.ts'

const CHINESE: Readonly<Record<DocumentState, string>> = {
  waiting: '等待',
  running: '进行中',
  done: '完成',
  review: '待核对',
  failed: '失败',
  cancelled: '已撤出',
}

/** What a document's state is called. */
export function stateName(state: DocumentState): string {
  return say(state, CHINESE[state])
}
