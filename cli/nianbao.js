#!/usr/bin/env node
// Starts the command line: from its TypeScript sources in a checkout, which Node strips of their types, and compiled in
// the package, where only dist/ is present (Node strips no types below node_modules).
import { existsSync } from 'node:fs'

const [major, minor] = process.versions.node.split('.').map(Number)
const source = new URL('./main.ts', import.meta.url)
const compiled = new URL('../dist/cli/main.js', import.meta.url)
const entry = existsSync(source) && process.features.typescript ? source : compiled

if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(`nianbao: Node ${process.versions.node} is too old; version 22.13 or newer is needed\n`)
  process.exitCode = 1
} else if (!existsSync(entry)) {
  process.stderr.write(
    'nianbao: running from a checkout takes Node 24, which npm ci installs there: use npx nianbao, or npm run build\n',
  )
  process.exitCode = 1
} else {
  const { main } = await import(entry.href).catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    process.stderr.write(`nianbao: a package is missing (${error.message.split('\n')[0]}); run npm ci first\n`)
    process.exit(1)
  })
  await main(process.argv)
}
