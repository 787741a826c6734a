import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { PROBLEMS, type Problem, type ProblemCode } from '../../schemas/problem.ts'
import { StoreUnavailable } from '../../store/database/patience.ts'
import { outputProblem } from '../../store/write-file.ts'
import type { Log } from '../../workers/log.ts'
import type { Failure } from '../api/session.ts'

/** What the server itself refuses, with its HTTP status and the line that is told. */
const REFUSALS = {
  'no-session': [401, 'log in first'],
  'login-wrong': [401, 'the name or the password is wrong'],
  'too-many-attempts': [429, 'too many attempts to log in; wait, then try again'],
  forbidden: [403, 'your role may not do this'],
  'account-missing': [403, 'the reverse proxy named a user who has no account here'],
  'account-off': [403, 'this account is switched off'],
  'password-wrong': [403, 'this is not your present password'],
  'cross-site': [403, 'this was asked for by another site'],
  'csrf-token': [403, 'the header x-csrf-token is missing or old; load the page again'],
  'host-unknown': [403, 'this server does not go by that name; start it with --allow-host'],
  invalid: [400, 'the request is not understood'],
  'not-found': [404, 'there is nothing here'],
  'document-missing': [404, 'there is no such document'],
  'report-missing': [404, 'the document has no report (yet)'],
  'page-missing': [404, 'the document has no such page'],
  'account-unknown': [404, 'there is no such account'],
  'account-exists': [409, 'an account of this name exists already'],
  'last-admin': [409, 'this is the last admin; make another one first'],
  'own-password': [409, 'your own password is changed where the present one is asked for'],
  leased: [409, 'somebody else has this document'],
  'lease-lost': [409, 'your lease of this document has ended'],
  'nothing-to-undo': [409, 'there is nothing to take back'],
  'wrong-state': [409, 'the document is in another state'],
  'value-impossible': [422, 'a year has four digits, and a date is a day that there is'],
  'too-large': [413, 'this is larger than the server takes'],
  defect: [500, 'the server made a mistake; its log tells more'],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string]>

export type RefusalCode = keyof typeof REFUSALS

/** Thrown by handlers for what they do not do; `answerFailure` makes the answer of it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: ContentfulStatusCode
  readonly failure: Failure
  readonly headers: Readonly<Record<string, string>>
  constructor(code: RefusalCode, message?: string, headers: Readonly<Record<string, string>> = {}) {
    const [status, line] = REFUSALS[code]
    super(message ?? line)
    this.status = status
    this.failure = { code, message: message ?? line }
    this.headers = headers
  }
}

/** Thrown for a problem of the document or of the services, which is told as it is. */
export class Told extends Error {
  override readonly name = 'Told'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.message)
    this.problem = problem
  }
}

/** HTTP's word for each kind of problem, in this one place; what has no document to blame is the service's. */
const STATUS_OF_KIND = { input: 422, limit: 413, page: 422, notice: 422, output: 503, service: 503 } as const

/** The HTTP status of a problem. */
export function statusOf(code: ProblemCode): ContentfulStatusCode {
  return STATUS_OF_KIND[PROBLEMS[code]]
}

/** What to answer where a handler threw: refusals and problems as they are, anything else as a defect that is only logged. */
export function answerFailure(error: unknown, c: Context, log: Log): Response {
  if (error instanceof Refusal) return c.json(error.failure, error.status, { ...error.headers })
  const problem = problemOf(error)
  if (problem) return c.json({ code: problem.code, message: problem.message }, statusOf(problem.code))
  if (error instanceof HTTPException) return c.json({ code: 'invalid', message: error.message }, error.status)
  log.error('a request could not be answered', { error, method: c.req.method, path: c.req.path })
  const [status, message] = REFUSALS.defect
  return c.json({ code: 'defect', message }, status)
}

function problemOf(error: unknown): Problem | null {
  if (error instanceof Told) return error.problem
  if (error instanceof StoreUnavailable) return { code: 'service-unavailable', message: 'the database does not answer' }
  const full = (error as NodeJS.ErrnoException | null)?.code === 'ENOSPC'
  return full ? { ...outputProblem(error, 'the data folder'), message: 'no room left in the data folder' } : null
}
