import { rmSync } from 'node:fs'
import { join } from 'node:path'

// Removes dist/, so that a build holds nothing of an older one.
rmSync(join(import.meta.dirname, '..', 'dist'), { recursive: true, force: true })
