import { Argument, Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import { bashScript } from './completion/bash.ts'
import { describeProgram } from './completion/describe.ts'
import { fishScript } from './completion/fish.ts'
import { zshScript } from './completion/zsh.ts'
import { say } from './language.ts'
import { outputSink } from './output.ts'

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const
type Shell = keyof typeof SCRIPTS

const AFTER = () => `
${say('Examples:', '示例：')}
  source <(nianbao completion bash)        ${say('this bash, until it ends; in ~/.bashrc, every one', '只在当前 bash 中生效；写入 ~/.bashrc 则长期有效')}
  nianbao completion zsh > ~/.zfunc/_nianbao
  nianbao completion fish > ~/.config/fish/completions/nianbao.fish

${say(
  'zsh finds the file where ~/.zshrc has, in this order: fpath=(~/.zfunc $fpath); autoload -Uz compinit; compinit. The script knows the commands and options of this version, and explains them in the language of --lang: write it again after an upgrade. It completes the command nianbao, as npm install -g makes it, in bash npx nianbao too, and starts no program while you type.',
  'zsh 需要 ~/.zshrc 中依次有：fpath=(~/.zfunc $fpath)、autoload -Uz compinit、compinit。脚本包含当前版本的命令和选项，说明文字使用 --lang 指定的语言，升级后请重新生成。它补全的是 npm install -g 安装的 nianbao 命令，在 bash 中也包括 npx nianbao，输入时不会启动任何程序。',
)}`

/** `nianbao completion`: what a shell needs to complete the command line. `program` makes the whole of it. */
export function completionCommand(program: () => Promise<Command>): Command {
  return new Command('completion')
    .summary(say('a script that makes your shell complete commands', '生成命令补全脚本'))
    .description(
      say(
        'Prints a script with which bash, zsh or fish completes the commands and options of nianbao, their values and file names.',
        '输出一段脚本，让 bash、zsh 或 fish 能补全 nianbao 的命令、选项、选项取值和文件名。',
      ),
    )
    .addArgument(
      new Argument('<shell>', say('the shell that is to complete', '要补全的 shell')).choices(Object.keys(SCRIPTS)),
    )
    .addHelpText('after', AFTER)
    .action(async (shell: Shell) => {
      await outputSink(process.stdout).write(SCRIPTS[shell](describeProgram(await program())))
      process.exitCode = EXIT.ok
    })
}
