import { z } from 'zod'

/** What somebody may do: look; correct; manage accounts, uploads and documents as well. */
export const ROLES = ['viewer', 'reviewer', 'admin'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

export const Account = z.object({ name: z.string(), role: Role })
export type Account = Readonly<z.infer<typeof Account>>

/** POST /api/session */
export const Login = z.object({ name: z.string().min(1).max(100), password: z.string().min(1).max(1000) })

/** GET /api/session. `csrf` goes back in the header `x-csrf-token` of every request that changes something. */
export const Session = z.object({ account: Account, csrf: z.string() })
export type Session = Readonly<z.infer<typeof Session>>

/** Every failure: a problem's or refusal's code, and one line. */
export const Failure = z.object({ code: z.string(), message: z.string() })
export type Failure = Readonly<z.infer<typeof Failure>>
