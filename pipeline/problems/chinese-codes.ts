import type { ProblemCode } from '../../schemas/problem.ts'

/** What happened and what to do, in Chinese; `detail`: the English message names values or one of several causes. */
type Chinese = { readonly sentence: string; readonly detail: boolean }

const alone = (sentence: string): Chinese => ({ sentence, detail: false })
const withDetail = (sentence: string): Chinese => ({ sentence, detail: true })

/** Every code's sentence: a code without one does not compile. */
export const CHINESE_PROBLEMS: Readonly<Record<ProblemCode, Chinese>> = {
  'file-missing': withDetail('找不到，请检查名称和路径'),
  'file-unreadable': withDetail('读不出来，请给出有读取权限的普通文件，或用 - 从标准输入读取'),
  'file-empty': alone('内容为空，请重新下载或导出'),
  'file-type-unknown': withDetail('不是能读取的类型，请检查文件，文档请另存为 PDF 或文本，图片请存为 PNG 或 JPEG'),
  'file-too-large': withDetail('文件过大，确需读取时请调高 --max-bytes'),
  'not-a-pdf': withDetail('名为 PDF，内容却不是，请重新下载，或改用正确的扩展名'),
  'pdf-damaged': withDetail('PDF 已损坏，可能不完整，请重新下载或导出'),
  'pdf-encrypted': alone('PDF 已加密，请用 --password 给出密码'),
  'pdf-password-wrong': alone('PDF 的密码不对，请核对 --password'),
  'pdf-no-pages': alone('PDF 中没有页面，请重新导出'),
  'too-many-pages': withDetail('页数过多，确需读取时请调高 --max-pages'),
  'page-size-absurd': withDetail('页面尺寸异常，不像是年报，请检查文件'),
  'page-out-of-range': withDetail('文档没有所指的页，请检查 --pages'),
  'reader-crashed': withDetail('读取时进程崩溃，已换用新进程；文件可能已损坏，或内存不足'),
  'page-failed': withDetail('有一页未能读取，请自行查看该页'),
  'page-timeout': withDetail('读取超时，已放弃；确需读取时请调高 --timeout'),
  'page-not-read': withDetail('有一页未读，请自行查看该页'),
  'page-damaged': withDetail('页面内容已损坏，读出的内容可能有误，全部列入核对'),
  'page-blank': withDetail('页面上什么也没有，请看看是否确实如此'),
  'page-decoder-warning': withDetail('解码时出现警告，页面仍已读取，如有疑问请查看原页'),
  'image-damaged': withDetail('图片已损坏，请重新扫描或导出'),
  'image-too-large': withDetail('图片过大，请缩小（300 dpi 即可）或按页裁开'),
  'reader-unavailable': withDetail('有一个识别器无法使用，请重新安装，或检查 --models'),
  'reader-timeout': withDetail('有一个识别器超时，该页未用它的结果'),
  'reader-failed': withDetail('有一个识别器出错，该页未用它的结果'),
  'text-layer-distrusted': withDetail('文本层与页面图像不符，未予采信'),
  'encoding-unreadable': withDetail('不是文本，或编码无法识别，请转换为 UTF-8'),
  'text-damaged': withDetail('文本有残缺，请检查文件是否完整'),
  'text-too-long': withDetail('文本过长，请按报告拆分'),
  'grid-limit': withDetail('页面上的线条或字符过多，未还原其中的表格'),
  'several-reports': withDetail('文件中有多份报告，只读了一份，请拆分'),
  'document-unknown': withDetail('没有认出已知的表式'),
  'table-missing': withDetail('文档缺少表式中的一张表'),
  'columns-lost': withDetail('文本缺了单元格，有的数值不知属于哪一列'),
  'correction-unused': withDetail('有的更正在现在读出的文档中没有对应之处，请查看并重新更正'),
  'output-denied': withDetail('没有写入权限，请换一个位置'),
  'output-disk-full': withDetail('磁盘空间不足，请腾出空间后再运行'),
  'output-failed': withDetail('无法写入'),
  'service-unavailable': withDetail('服务无法使用，请检查是否已启动、地址是否正确'),
  'queue-may-evict': withDetail('这个 Redis 在内存不足时可能丢弃任务，请设置 maxmemory-policy noeviction'),
  'store-newer': withDetail('数据库由更新的版本建立，请升级本程序'),
  'gave-up': withDetail('多次失败，已放弃；请先排除原因，再用 nianbao retry 重试'),
}
