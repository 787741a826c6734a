/** Commands of the pages that their test does not run as they stand. A test fails where one of them is in no page any more. */
export type NotRun = {
  /** How the command begins. */
  readonly begins: string
  /** Only there; in every page where it is left out. */
  readonly page?: string
  readonly why: string
  /** The test that runs it, or what is in it. */
  readonly test?: string
}

export const NOT_RUN: readonly NotRun[] = [
  {
    begins: 'npm ci && npm run demo',
    why: 'installs everything and reads the scans: a minute',
  },
  { begins: 'npm run verify', page: 'README.md', why: 'runs all tests, this one among them' },
  { begins: 'npm run verify', page: 'README.zh.md', why: 'runs all tests, this one among them' },
  { begins: 'docker compose', why: 'a test has no Docker', test: 'test/ops/compose.test.ts' },
  { begins: 'echo "POSTGRES_PASSWORD=', why: 'for Docker alone', test: 'test/ops/compose.test.ts' },
  ...['sqlite3 ', 'cp -a ', 'cp ', 'mkdir -p "$NIANBAO_DATA"', 'pg_dump ', 'pg_restore ', 'redis-cli '].map(
    (begins) => ({
      begins,
      page: 'docs/operations.md',
      why: 'backup and restore, with stores of their own',
      test: 'test/ops/operations.test.ts',
    }),
  ),
  { begins: 'npx node scripts/make-scans.ts', why: 'minutes', test: 'test/scripts/make-scans.test.ts' },
  { begins: 'npx node scripts/calibrate.ts', why: 'minutes', test: 'test/scripts/calibrate/fit.test.ts' },
  {
    begins: 'npx nianbao user add "',
    page: 'docs/review.md',
    why: 'asks for a password on a terminal',
    test: 'test/cli/user.test.ts',
  },
  ...['--redis redis://queue', '--https --allow-host'].map((options) => ({
    begins: `npx nianbao serve ${options}`,
    page: 'docs/review.md',
    why: 'names other machines',
    test: 'test/cli/serve.test.ts',
  })),
  { begins: 'curl ', page: 'docs/review.md', why: 'needs an account', test: 'test/review/server/app.test.ts' },
]
