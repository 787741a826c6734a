import { afterEach } from 'vitest'

// The library has no business on anybody's terminal: whatever it prints fails the test that made it print.

const printed: string[] = []
for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
  console[method] = (...parts: unknown[]) => {
    printed.push(`console.${method}: ${parts.map(String).join(' ')}`)
  }
}

afterEach(() => {
  const stray = printed.splice(0)
  if (stray.length > 0) throw new Error(`stray output:\n${stray.join('\n')}`)
})
