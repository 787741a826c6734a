import { z } from 'zod'

/** What somebody may do: nothing, not even come in; look; correct; manage accounts, uploads and documents as well. */
export const ROLES = ['none', 'viewer', 'reviewer', 'admin'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** `password`: whether there is one; without, only a reverse proxy's header or the one-time link lets in. */
export const Account = z.object({ name: z.string(), role: Role, password: z.boolean() })
export type Account = Readonly<z.infer<typeof Account>>

/** POST /api/session */
export const Login = z.object({ name: z.string().min(1).max(100), password: z.string().min(1).max(1000) })

/** GET /api/session. `csrf` goes back in the header `x-csrf-token` of every request that changes something. */
export const Session = z.object({ account: Account, csrf: z.string() })
export type Session = Readonly<z.infer<typeof Session>>

/** What an account may be called. */
export const AccountName = z
  .string()
  .min(1)
  .max(100)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._@ -]*$/u,
    'begins with a letter or digit, goes on with these, and . _ @ - or a space',
  )

/** As long as people pick when they are let; length is all that is asked of it. */
export const Password = z.string().min(10).max(1000)

/** POST /api/users. Without a password only a reverse proxy's header lets the account in. */
export const NewAccount = z.object({ name: AccountName, role: Role, password: Password.optional() })
export type NewAccount = Readonly<z.infer<typeof NewAccount>>

/** PATCH /api/users/:name. Another password, or the role that may do nothing, ends the account's sessions. */
export const AccountChange = z.object({ role: Role.optional(), password: Password.optional() })
export type AccountChange = Readonly<z.infer<typeof AccountChange>>

/** POST /api/session/password: one's own. Ends one's other sessions. */
export const ChangePassword = z.object({ current: z.string().max(1000), password: Password })

/** Every failure: a problem's or refusal's code, and one line. */
export const Failure = z.object({ code: z.string(), message: z.string() })
export type Failure = Readonly<z.infer<typeof Failure>>
