import { Argument, Command, Option } from 'commander'
import { AccountName, Password, ROLES, type Role } from '../review/api/session.ts'
import { addAccount, type Changed, changePassword, changeRole, dropAccount } from '../review/server/accounts/manage.ts'
import { EXIT } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import { listAccounts } from '../store/review/accounts.ts'
import { addClusterOptions, SERVICE_EXIT, SHORT_MS, tell, who, withStore } from './cluster-options.ts'
import { listed, say } from './language.ts'
import { passwordInput } from './password-input.ts'
import { printable } from './printable.ts'

const ACTIONS = ['add', 'password', 'role', 'remove', 'list'] as const
type Action = (typeof ACTIONS)[number]
type Options = { readonly role?: Role; readonly password: boolean; readonly json?: boolean }

const AFTER = say(
  `
Examples:
  nianbao user add "Lin Wei" --role reviewer     asks for the password
  nianbao user password "Lin Wei" < secret.txt   its first line
  nianbao user role "Lin Wei" --role admin
  nianbao user list

Roles: viewer looks, reviewer corrects, admin manages accounts and documents as well, none is kept out. Passwords have
ten characters or more and are never given as options, which other users of the machine can see. Another password, or a
removal, ends the account's sessions; what it said stays on record.

Exit codes: 0 done, 2 wrong use, 3 there is no such account, or it is there already, or it is the last admin,
${SERVICE_EXIT}.`,
  `
示例：
  nianbao user add "Lin Wei" --role reviewer     会询问密码
  nianbao user password "Lin Wei" < secret.txt   取其第一行
  nianbao user role "Lin Wei" --role admin
  nianbao user list

角色：viewer 只能查看，reviewer 可以核对，admin 还可以管理账号和文档，none 不能进入。密码至少十个字符，
不作为选项给出，以免被本机其他用户看到。换密码或删除账号会使其登录失效；已作的更正仍留有记录。

退出码：0 完成，2 用法错误，3 没有这个账号、账号已存在，或是最后一个管理员，
${SERVICE_EXIT}。`,
)

/** `nianbao user`: who may come in to the reviewers' server. */
export function userCommand(): Command {
  const command = new Command('user')
    .summary(say('accounts of the reviewers’ server', '管理核对页面的账号'))
    .description(
      say(
        'Adds, changes, removes and lists the accounts that may log in to the page of nianbao serve.',
        '增加、修改、删除和列出可以登录 nianbao serve 页面的账号。',
      ),
    )
    .addArgument(new Argument('<what>', say('what to do', '要做什么')).choices(ACTIONS))
    .argument('[name]', say("the account's name", '账号名'))
    .addOption(
      new Option(
        '--role <role>',
        say(
          'of add (default: reviewer) and role: what the account may do',
          '用于 add（默认 reviewer）和 role：账号的角色',
        ),
      ).choices(ROLES),
    )
    .option(
      '--no-password',
      say(
        "of add: let only a reverse proxy's header in (serve --trust-header)",
        '用于 add：不设密码，只能由反向代理的标头登录（serve --trust-header）',
      ),
    )
    .option('--json', say('of list: an array of JSON', '用于 list：以 JSON 数组输出'))
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (what: Action, name: string | undefined, options: Options) => {
      if (what === 'list') return settle(command, (store) => list(store, options.json ?? false))
      if (name === undefined) return command.error(`error: ${say(`${what} whom? give a name`, `${what} 需要账号名`)}`)
      if (what === 'add' && !AccountName.safeParse(name).success) {
        const rule = say(
          'a name begins with a letter or digit and goes on with these, a space or . _ @ -',
          '账号名以文字或数字开头，之后可用文字、数字、空格和 . _ @ -',
        )
        return command.error(`error: ${rule}`)
      }
      if (what === 'role' && !options.role)
        return command.error(`error: ${say('give --role ', '请给出 --role：')}${listed(ROLES)}`)
      const asks = what === 'password' || (what === 'add' && options.password)
      const password = asks ? await passwordInput(process.stdin, process.stderr) : null
      if (asks && (password === null || !Password.safeParse(password).success)) {
        const rule = say(
          'give one password, twice the same where it is asked for, of ten characters or more',
          '密码至少十个字符，询问时两次输入须相同',
        )
        return command.error(`error: ${rule}`)
      }
      await settle(command, (store) => change(store, what, name, options, password))
    })
}

async function settle(command: Command, work: (store: Store) => Promise<number>): Promise<void> {
  process.exitCode = await withStore(command, work, { patienceMs: SHORT_MS })
}

async function list(store: Store, json: boolean): Promise<number> {
  const accounts = await listAccounts(store.db)
  const shown = accounts.map(({ name, role, passwordHash }) => ({ name, role, password: passwordHash !== null }))
  if (json) process.stdout.write(`${JSON.stringify(shown)}\n`)
  else for (const { name, role, password } of shown) process.stdout.write(line(name, role, password))
  return EXIT.ok
}

function line(name: string, role: Role, password: boolean): string {
  return `${role.padEnd(8)}  ${printable(name)}${password ? '' : say('  (no password)', '  （无密码）')}\n`
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
    return added ? EXIT.ok : refuse(say(`${name}: an account of this name is there already`, `${name}：已有同名账号`))
  }
  const made = {
    password: () => changePassword(doors, name, password!, who()),
    role: () => changeRole(doors, name, role, who()),
    remove: () => dropAccount(doors, name, who()),
  }[what]()
  return outcome(name, await made)
}

function outcome(name: string, changed: Changed): number {
  if (changed === 'unknown') {
    return refuse(say(`${name}: there is no account of this name`, `${name}：没有这个账号`))
  }
  if (changed === 'last-admin') {
    return refuse(say(`${name}: is the last admin; make another one first`, `${name}：是最后一个管理员，请先另设一个`))
  }
  return EXIT.ok
}

function refuse(text: string): number {
  tell(text)
  return EXIT.input
}
