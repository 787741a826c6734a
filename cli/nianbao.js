#!/usr/bin/env node
// Starts the command line: from its TypeScript sources in a checkout, which Node strips of their types, and compiled in
// the package, where only dist/ is present (Node strips no types below node_modules).
import { existsSync } from 'node:fs'

const [major, minor] = process.versions.node.split('.').map(Number)
const source = new URL('./main.ts', import.meta.url)
const compiled = new URL('../dist/cli/main.js', import.meta.url)
const entry = existsSync(source) && process.features.typescript ? source : compiled

// The language of the run, as cli/language.ts finds it; it cannot be asked where it cannot be loaded.
const { LC_ALL, LC_MESSAGES, LANG, NIANBAO_LANG } = process.env
const wish = process.argv.join(' ').match(/ --lang[ =](zh|en)/)?.[1] ?? (NIANBAO_LANG || LC_ALL || LC_MESSAGES || LANG)
const say = (en, zh) => process.stderr.write(`nianbao: ${/^zh/i.test(wish) ? zh : en}\n`)

if (major < 22 || (major === 22 && minor < 13)) {
  const { node } = process.versions
  say(`Node ${node} is too old; version 22.13 or newer is needed`, `Node ${node} 太旧，需要 22.13 或更新的版本`)
  process.exitCode = 1
} else if (!existsSync(entry)) {
  say(
    'running from a checkout takes Node 24, which npm ci installs there: use npx nianbao, or npm run build',
    '在源码目录中运行需要 Node 24（npm ci 会安装）：请用 npx nianbao，或先 npm run build',
  )
  process.exitCode = 1
} else {
  const { main } = await import(entry.href).catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    const [why] = error.message.split('\n')
    say(`a package is missing (${why}); run npm ci first`, `缺少软件包（${why}），请先运行 npm ci`)
    process.exit(1)
  })
  await main(process.argv)
}
