import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { identify } from '../../../engines/source/identify.ts'
import { emptyProblem } from '../../../engines/source/load.ts'
import { foreign, textKind } from '../../../engines/source/open-text.ts'
import type { Problem } from '../../../schemas/problem.ts'
import { addAudit } from '../../../store/audit.ts'
import { createBudget } from '../../../workers/budget.ts'
import type { Input } from '../../../workers/extract.ts'
import { type Submitted, submitAll } from '../../../workers/submit.ts'
import { Uploaded } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { FAILURES, json } from '../describe.ts'
import type { Env } from '../env.ts'
import { Refusal } from '../failures.ts'
import { shownName } from '../file-name.ts'
import type { Ports, ServerSettings } from '../ports.ts'
import { bodyLimit, saysNoLength } from '../security/body-limit.ts'
import { atLeast } from '../security/require-role.ts'

/** Files of one request. */
const MOST_FILES = 100
/** What a form says beside its files. */
const FORM_BYTES = 1024 ** 2
/** Bytes of uploads that are in memory at once; whoever comes later waits. */
const BYTES_AT_ONCE = 512 * 1024 ** 2

const Form = z.object({
  files: z.any().openapi({ type: 'array', items: { type: 'string', format: 'binary' } }),
  batch: z.string().max(200).optional(),
})

const upload = createRoute({
  method: 'post',
  path: PATHS.documents,
  summary: 'Hands in files to be read',
  request: { body: { required: true, content: { 'multipart/form-data': { schema: Form } } } },
  responses: { 200: json(z.array(Uploaded), 'what became of each file, in their order'), ...FAILURES },
})

/** Taking in files. What they are is told by their content, what they are called is only shown. */
export function addUpload(app: OpenAPIHono<Env>, ports: Ports, { maxBytes }: ServerSettings): void {
  const { store, dispatch, versions, now } = ports
  const budget = createBudget(BYTES_AT_ONCE)
  const most = maxBytes + FORM_BYTES
  const limit = bodyLimit(most)
  app.on('POST', PATHS.documents, atLeast('admin'), limit, async (c, next) => {
    const size = saysNoLength(c) ? most : Number(c.req.header('content-length') ?? 0)
    await budget.take(size)
    try {
      return await next()
    } finally {
      budget.give(size)
    }
  })
  app.openapi(upload, async (c) => {
    const form = await c.req.formData()
    const files = form.getAll('files').filter((file) => typeof file !== 'string')
    if (files.length === 0) throw new Refusal('invalid', 'the form has no files; put them under "files"')
    if (files.length > MOST_FILES) throw new Refusal('too-large', `at most ${MOST_FILES} files at a time`)
    const who = c.get('visitor').account.name
    const given = form.get('batch')
    const batch = typeof given === 'string' && given.trim() !== '' ? given.trim() : batchOf(now())
    const inputs = await Promise.all(files.map((file) => inputOf(file, who, maxBytes)))
    const answers: Uploaded[] = []
    const choices = { password: null, maxBytes, revive: true }
    for await (const result of submitAll(inputs, { store, dispatch, versions, batch, who, now, ...choices })) {
      const answer = answerOf(result)
      answers.push(answer)
      if (answer.document === null) continue
      const detail_json = JSON.stringify({ name: answer.name, batch, known: answer.known })
      await addAudit(store.db, { at: now(), who, action: 'uploaded', document: answer.document, detail_json })
    }
    return c.json(answers, 200)
  })
}

async function inputOf(file: File, who: string, maxBytes: number): Promise<Input> {
  const name = shownName(file.name)
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { shown: `upload by ${who}`, name, path: null, bytes, problem: problemOf(bytes, maxBytes) }
}

/** What can be seen at once to be nothing that is read. */
function problemOf(bytes: Uint8Array, maxBytes: number): Problem | null {
  if (bytes.length === 0) return emptyProblem('is empty (0 bytes)')
  if (bytes.length > maxBytes) return { code: 'file-too-large', message: `is larger than ${maxBytes} bytes` }
  const source = identify(bytes)
  if (source.type === 'foreign') return foreign(source.what, source.picture)
  if (source.type !== 'text') return null
  const kind = textKind(bytes)
  return kind === 'plain text' ? null : foreign(kind)
}

function answerOf(result: Submitted): Uploaded {
  const { name } = result.input
  if (result.kind === 'unsteady') throw new Error('an upload cannot change')
  if (result.kind === 'problem') {
    const { code, message } = result.problem
    return { name, document: null, known: false, problem: { code, message } }
  }
  return { name, document: result.document, known: result.kind !== 'new', problem: null }
}

function batchOf(at: number): string {
  return `web ${new Date(at).toISOString().slice(0, 10)}`
}
