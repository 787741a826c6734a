import { lstatSync, readdirSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { emptyProblem, openProblem, tooLarge } from '../engines/source/load.ts'
import type { Problem } from '../schemas/problem.ts'
import type { Input } from '../workers/extract.ts'

/** What is taken from a folder, by name; a file that is named itself is taken whatever it is called. */
const TAKEN = /\.(pdf|txt|md|markdown|text|png|jpe?g|tiff?|webp)$/i

/** Whether a file of this name is taken from a folder. */
export function isTaken(name: string): boolean {
  return TAKEN.test(name)
}

export type Expanded = {
  readonly inputs: readonly Input[]
  /** Files in folders that are neither PDF, text nor image by name. */
  readonly leftAside: number
}

type Found = { readonly path: Buffer; readonly shown: string }

/**
 * The inputs that the arguments mean, each once, in their order: files, folders (all of what they hold, sorted), globs
 * that the shell left alone, and `-` for standard input. What is not there is an input with a problem.
 */
export async function expandInputs(args: readonly string[], maxBytes: number): Promise<Expanded> {
  const inputs = new Map<string, Input>()
  let leftAside = 0
  const addProblem = (shown: string, problem: Problem) => {
    inputs.set(`!${shown}`, { shown, name: basename(shown), path: null, bytes: null, problem })
  }
  const addFile = ({ path, shown }: Found) => {
    const name = basename(path.toString())
    inputs.set(resolve(path.toString('latin1')), { shown, name, path, bytes: null, problem: null })
  }
  const addFolder = (folder: Found) => {
    const found = walk(folder, new Set(), addProblem)
    leftAside += found.leftAside
    for (const file of found.files) addFile(file)
    if (found.files.length === 0) {
      addProblem(folder.shown, { code: 'file-missing', message: 'is a folder without PDFs, text files or images' })
    }
  }
  for (const arg of args) {
    if (arg === '-') {
      inputs.set('-', await readStandardInput(maxBytes))
      continue
    }
    for (const found of findAll(arg, addProblem)) {
      if (statOf(found.path)?.isDirectory()) addFolder(found)
      else addFile(found)
    }
  }
  return { inputs: [...inputs.values()], leftAside }
}

/** The path itself where it exists, else what it matches as a glob, else the file whose undecodable name it stands for. */
function findAll(arg: string, addProblem: (shown: string, problem: Problem) => void): readonly Found[] {
  try {
    lstatSync(arg)
    return [{ path: Buffer.from(arg), shown: arg }]
  } catch (error) {
    const glob = isDynamicPattern(arg)
    const found = glob ? matchGlob(arg) : matchUndecodable(arg)
    if (found.length > 0) return found
    const nothing: Problem = { code: 'file-missing', message: 'matches no file; check the pattern' }
    addProblem(arg, glob ? nothing : openProblem(error))
    return []
  }
}

function matchGlob(pattern: string): readonly Found[] {
  const paths = globSync(pattern, { onlyFiles: false, expandDirectories: false, followSymbolicLinks: false })
  return paths
    .map((path) => path.replace(/\/$/, ''))
    .sort()
    .map((path) => ({ path: Buffer.from(path), shown: path }))
}

/** A shell hands a name that is no UTF-8 over as bytes, which arrive here as U+FFFD: look the name up in its folder. */
function matchUndecodable(arg: string): readonly Found[] {
  if (!arg.includes('\uFFFD')) return []
  const folder = dirname(arg)
  return listFolder(Buffer.from(folder))
    .filter((name) => name.toString() === basename(arg))
    .map((name) => ({ path: joined(Buffer.from(folder), name), shown: arg }))
}

function walk(folder: Found, seen: Set<string>, addProblem: (shown: string, problem: Problem) => void) {
  const files: Found[] = []
  let leftAside = 0
  const visit = ({ path, shown }: Found) => {
    const { dev, ino } = statSync(path, { bigint: true })
    if (seen.has(`${dev}:${ino}`)) return
    seen.add(`${dev}:${ino}`)
    for (const name of listFolder(path)) {
      const child = { path: joined(path, name), shown: `${shown.replace(/\/$/, '')}/${name}` }
      if (name[0] === 0x2e) continue
      if (statOf(child.path)?.isDirectory()) guard(child, visit, addProblem)
      else if (isTaken(name.toString())) files.push(child)
      else leftAside++
    }
  }
  guard(folder, visit, addProblem)
  return { files, leftAside }
}

function guard(folder: Found, visit: (folder: Found) => void, addProblem: (shown: string, problem: Problem) => void) {
  try {
    visit(folder)
  } catch (error) {
    addProblem(folder.shown, openProblem(error))
  }
}

function statOf(path: Buffer): Stats | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}

function listFolder(path: Buffer): readonly Buffer[] {
  return readdirSync(path, { encoding: 'buffer' }).sort(Buffer.compare)
}

function joined(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat([folder, Buffer.from(folder.at(-1) === 0x2f ? '' : '/'), name])
}

async function readStandardInput(maxBytes: number): Promise<Input> {
  const input = { shown: '-', name: 'stdin', path: null }
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length > maxBytes) return { ...input, bytes: null, problem: tooLarge(maxBytes) }
    }
  } catch (error) {
    return { ...input, bytes: null, problem: openProblem(error) }
  }
  if (length === 0) return { ...input, bytes: null, problem: emptyProblem('is empty: nothing came on standard input') }
  return { ...input, bytes: new Uint8Array(Buffer.concat(chunks)), problem: null }
}
