import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { drawDebugPage } from '../engines/debug/draw-page.ts'
import { debugPage, type Found } from '../engines/debug/found.ts'

/** Writes drawings of an input's pages into a folder, NAME-p1.png and so on; a page that is drawn again replaces the file. */
export function drawTo(folder: string, name: string): (found: Found) => void {
  return (found) => {
    const page = debugPage(found)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${basename(name).replace(/\.[^.]+$/u, '')}-p${page.title}.png`), drawDebugPage(page))
  }
}
