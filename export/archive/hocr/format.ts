import type { FolderFormat } from '../../outgoing.ts'
import { pageFiles } from '../page-files.ts'
import { hocrOf } from './hocr.ts'

/** STEM/page-0001.hocr.html for every page of every report. */
export const HOCR: FolderFormat = {
  kind: 'folder',
  files: (report) => pageFiles(report, 'hocr.html', hocrOf),
}
