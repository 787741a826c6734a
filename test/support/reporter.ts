import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends a run with one line that scripts can read: N passed, N failed, N skipped. A file that does not load counts as failed.
 * Above it stands each test that passed only when it was tried again, with what it failed of first.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const result = test.result()
        counts[result.state]++
        if (!test.diagnostic()?.flaky) continue
        const why = result.errors?.[0]?.message.split('\n')[0] ?? ''
        process.stdout.write(`\nshaky, passed when tried again: ${module.relativeModuleId} > ${test.fullName}: ${why}`)
      }
      if (module.errors().length > 0) counts.failed++
    }
    const skipped = counts.skipped + counts.pending
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`)
  }
}
