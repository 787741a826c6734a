import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/compiled-code.ts'],
    setupFiles: ['test/support/no-console.ts'],
    // What the command line says is looked for in English, whatever the language of the machine.
    env: { NIANBAO_LANG: 'en' },
    reporters: ['default', './test/support/reporter.ts'],
    // Tests wait for programs that they start: with a core left free, two cores would take twice as long.
    maxWorkers: '100%',
    // The command line's tests start the real program, on machines with two cores and other work to do.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is waited for comes when it comes: a slow machine is no failure.
    expect: { poll: { timeout: 30_000 } },
    // One shaky test of thousands is not to hide the answer of all others; the reporter names it (CONTRIBUTING.md).
    retry: process.env.CI ? 1 : 0,
  },
})
