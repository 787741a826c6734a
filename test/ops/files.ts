import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../support/sources.ts'

/** A step of a Dockerfile: `RUN` and what follows it, continued lines joined. */
export type Step = { readonly instruction: string; readonly rest: string }

/** The Dockerfile's steps, by stage, in order. */
export function dockerStages(): readonly (readonly Step[])[] {
  const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
  const lines = text.replace(/^#.*\n/gm, '').replace(/\\\n\s*/g, '')
  const steps = lines.split('\n').flatMap((line) => {
    const [, instruction, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    return instruction && rest ? [{ instruction, rest }] : []
  })
  const stages: Step[][] = []
  for (const step of steps) {
    if (step.instruction === 'FROM') stages.push([])
    stages.at(-1)!.push(step)
  }
  return stages
}

/** A COPY as its stage (null: the checkout), what it takes and where to. */
export function copiesOf(stage: readonly Step[]): readonly {
  readonly from: string | null
  readonly sources: readonly string[]
  readonly to: string
}[] {
  return stage
    .filter(({ instruction }) => instruction === 'COPY')
    .map(({ rest }) => {
      const words = rest.split(/\s+/)
      const from = words[0]!.startsWith('--from=') ? words.shift()!.slice('--from='.length) : null
      return { from, sources: words.slice(0, -1), to: words.at(-1)! }
    })
}

/** Whether .dockerignore keeps a path from the build; its patterns here are plain names with `*` at most. */
export function isIgnored(path: string): boolean {
  const patterns = readFileSync(join(ROOT, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  return patterns.some((pattern) => {
    const expression = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^/]*')
    return new RegExp(`^${expression}(/|$)`).test(path)
  })
}

export type Service = {
  readonly image?: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean }
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly stop_grace_period?: string
  readonly [more: string]: unknown
}

const TO_JSON = 'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)'

/** Whether anything here reads YAML: no package of the project's does. */
export function readsYaml(): boolean {
  return spawnSync('python3', ['-c', 'import yaml'], { stdio: 'ignore' }).status === 0
}

/** The compose file's services, anchors and merges resolved, variables as they are written. */
export function composeFile(): {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, unknown>>
} {
  const input = readFileSync(join(ROOT, 'docker-compose.yml'))
  return JSON.parse(execFileSync('python3', ['-c', TO_JSON], { input, encoding: 'utf8' }))
}
