import { Argument, Command, Option } from 'commander'
import { AccountName, Password, ROLES, type Role } from '../review/api/session.ts'
import { addAccount, type Changed, changePassword, changeRole, dropAccount } from '../review/server/accounts/manage.ts'
import { EXIT } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import { listAccounts } from '../store/review/accounts.ts'
import { addClusterOptions, LOOKING_MS, SERVICE_EXIT, tell, who, withStore } from './cluster-options.ts'
import { passwordInput } from './password-input.ts'
import { printable } from './printable.ts'

const ACTIONS = ['add', 'password', 'role', 'remove', 'list'] as const
type Action = (typeof ACTIONS)[number]
type Options = { readonly role?: Role; readonly password: boolean; readonly json?: boolean }

const AFTER = `
Examples:
  nianbao user add "Lin Wei" --role reviewer     asks for the password
  nianbao user password "Lin Wei" < secret.txt   its first line
  nianbao user role "Lin Wei" --role admin
  nianbao user list

Roles: viewer looks, reviewer corrects, admin manages accounts and documents as well. Passwords have ten characters or
more and are never given as options, which other users of the machine can see. Another password, or a removal, ends the
account's sessions; what it said stays on record.
Exit codes: 0 done, 2 wrong use, 3 there is no such account, or it is there already, or it is the last admin,
${SERVICE_EXIT}`

/** `nianbao user`: who may come in to the reviewers' server. */
export function userCommand(): Command {
  const command = new Command('user')
    .summary('accounts of the reviewers’ server')
    .description('Adds, changes, removes and lists the accounts that may log in to the page of nianbao serve.')
    .addArgument(new Argument('<what>', 'what to do').choices(ACTIONS))
    .argument('[name]', "the account's name")
    .addOption(
      new Option('--role <role>', 'of add (default: reviewer) and role: what the account may do').choices(ROLES),
    )
    .option('--no-password', "of add: let only a reverse proxy's header in (serve --trust-header)")
    .option('--json', 'of list: an array of JSON')
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (what: Action, name: string | undefined, options: Options) => {
      if (what === 'list') return settle(command, (store) => list(store, options.json ?? false))
      if (name === undefined) return command.error(`error: ${what} whom? give a name`)
      if (what === 'add' && !AccountName.safeParse(name).success) {
        return command.error('error: a name begins with a letter or digit and goes on with these, a space or . _ @ -')
      }
      if (what === 'role' && !options.role) return command.error(`error: give --role ${ROLES.join(', ')}`)
      const asks = what === 'password' || (what === 'add' && options.password)
      const password = asks ? await passwordInput(process.stdin, process.stderr) : null
      if (asks && (password === null || !Password.safeParse(password).success)) {
        return command.error(
          'error: give one password, twice the same where it is asked for, of ten characters or more',
        )
      }
      await settle(command, (store) => change(store, what, name, options, password))
    })
}

async function settle(command: Command, work: (store: Store) => Promise<number>): Promise<void> {
  process.exitCode = await withStore(command, work, LOOKING_MS)
}

async function list(store: Store, json: boolean): Promise<number> {
  const accounts = await listAccounts(store.db)
  const shown = accounts.map(({ name, role, passwordHash }) => ({ name, role, password: passwordHash !== null }))
  if (json) process.stdout.write(`${JSON.stringify(shown)}\n`)
  else for (const { name, role, password } of shown) process.stdout.write(line(name, role, password))
  return EXIT.ok
}

function line(name: string, role: Role, password: boolean): string {
  return `${role.padEnd(8)}  ${printable(name)}${password ? '' : '  (no password)'}\n`
}

async function change(
  store: Store,
  what: Exclude<Action, 'list'>,
  name: string,
  { role = 'reviewer' }: Options,
  password: string | null,
): Promise<number> {
  const doors = { db: store.db, now: Date.now }
  if (what === 'add') {
    const added = await addAccount(doors, { name, role, ...(password === null ? {} : { password }) }, who())
    return added ? EXIT.ok : refuse(`${name}: an account of this name is there already`)
  }
  const made = {
    password: () => changePassword(doors, name, password!, who()),
    role: () => changeRole(doors, name, role, who()),
    remove: () => dropAccount(doors, name, who()),
  }[what]()
  return outcome(name, await made)
}

function outcome(name: string, changed: Changed): number {
  if (changed === 'unknown') return refuse(`${name}: there is no account of this name`)
  if (changed === 'last-admin') return refuse(`${name}: is the last admin; make another one first`)
  return EXIT.ok
}

function refuse(text: string): number {
  tell(text)
  return EXIT.input
}
