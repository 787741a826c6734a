import type { FolderFormat } from '../../outgoing.ts'
import { pageFiles } from '../page-files.ts'
import { altoOf } from './alto.ts'

/** STEM/page-0001.alto.xml for every page of every report. */
export const ALTO: FolderFormat = {
  kind: 'folder',
  files: (report) => pageFiles(report, 'alto.xml', altoOf),
}
