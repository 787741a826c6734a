import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type DebugPage, drawDebugPage } from '../engines/debug/draw-page.ts'

/** Writes drawings of an input's pages into a folder, NAME-p1.png and so on; a page that is drawn again replaces the file. */
export function drawTo(folder: string, name: string): (page: DebugPage) => void {
  return (page) => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${basename(name).replace(/\.[^.]+$/u, '')}-p${page.title}.png`), drawDebugPage(page))
  }
}
