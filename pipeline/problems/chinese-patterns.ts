/**
 * Problems' messages with values in them, in English and in Chinese: `{page}` stands for a value, which the Chinese has
 * too. `{why}` is in the words of a library or of the system, which nobody translates: the Chinese leaves it out. More
 * special ones stand before those that would take them for something else.
 */
export const PATTERNS: readonly (readonly [english: string, chinese: string])[] = [
  ['no text layer could be laid over it: {why}', '未能加上文字层'],
  [
    'its file is no longer in the data folder; nianbao submit it again, then nianbao retry {id}',
    '原件已不在数据文件夹中，请重新上传，再重新识别',
  ],
  [
    'readings of its pages are no longer in the data folder; nianbao submit it again, then nianbao retry {id}',
    '有些页的识别结果已不在数据文件夹中，请重新上传，再重新识别',
  ],
  [
    'the readings of its pages are no longer in the data folder; nianbao submit it again, then nianbao retry {id}',
    '各页的识别结果已不在数据文件夹中，请重新上传，再重新识别',
  ],
  [
    'its report is no longer in the data folder; nianbao reassemble {id} makes it again',
    '报告已不在数据文件夹中，请重新生成报告',
  ],
  ['making its files took more than {seconds} s and was given up', '生成归档文件时超过 {seconds} 秒没有进展，已放弃'],
  [
    'making its files took more than {count} MB of memory and was given up',
    '生成归档文件占用内存超过 {count} MB，已放弃',
  ],
  ['making its files brought the process down ({why})', '生成归档文件的进程崩溃：文件已损坏，或内存不足'],
  [
    'page {page} was left unread after other pages failed; read it alone with --pages {page}',
    '其他页失败之后，第 {page} 页没有再读',
  ],
  [
    'page {page} was left unread: {count} workers died while they read it; look at it yourself',
    '读第 {page} 页时有 {count} 个工作进程中断，未再读取，请自行查看该页',
  ],
  ['page {page} was not read in full', '第 {page} 页没有读全'],
  ['page {page} took too long and was given up ({why})', '第 {page} 页用时过长，已放弃；确需读取时请调高 --timeout'],
  ['page {page} could not be read ({why}); look at it yourself', '第 {page} 页未能读取，请自行查看该页'],
  ['page {page} could not be read ({why})', '第 {page} 页未能读取'],
  ['page {page} could not be drawn ({why})', '第 {page} 页画不出来'],
  ['page {page} shows nothing at all', '第 {page} 页上什么也没有'],
  ['page {page} is an image; its text was not read', '第 {page} 页是图像，其中的文字没有读取'],
  ['page {page} is a picture, and no reader can be used', '第 {page} 页是图像，而没有可用的识别器'],
  ['page {page} draws letters as mere shapes; what they say was not read', '第 {page} 页的文字只是图形，没有读取'],
  [
    'page {page} holds pictures over {share} % of it; text in them was not read',
    '第 {page} 页有 {share}% 是图像，其中的文字没有读取',
  ],
  [
    'page {page} holds more lines or characters than we look at; its tables were not rebuilt',
    '第 {page} 页的线条或字符过多，没有还原其中的表格',
  ],
  [
    'page {page} holds more lines than we look at; its tables were not rebuilt',
    '第 {page} 页的线条过多，没有还原其中的表格',
  ],
  [
    'page {page} holds a picture that could not be decoded; what stands there was not read',
    '第 {page} 页有一幅图像无法解码，其中的内容没有读取',
  ],
  [
    'page {page} holds {count} pictures that could not be decoded; what stands there was not read',
    '第 {page} 页有 {count} 幅图像无法解码，其中的内容没有读取',
  ],
  [
    'page {page} shows a picture that could not be decoded; text in it was not read ({why})',
    '第 {page} 页有图像无法解码，其中的文字没有读取',
  ],
  [
    'page {page} is damaged; what was read of it may be wrong or in part ({why})',
    '第 {page} 页已损坏，读出的内容可能有误或不全',
  ],
  ['page {page} was read, though its decoder complained ({why})', '第 {page} 页已读取，但解码时有警告'],
  ['page {page} has no valid size; it was not read', '第 {page} 页没有有效的尺寸，未予读取'],
  [
    'page {page} measures {width} by {height} points; it was not read',
    '第 {page} 页的尺寸为 {width} × {height} 点，未予读取',
  ],
  ['page {page} is not one of the {pages}', '共 {pages} 页，没有第 {page} 页'],
  ['has no page {page}, but {pages} page(s)', '共 {pages} 页，没有第 {page} 页'],
  [
    "{count} characters of page {page}'s text layer cannot be seen on it and were dropped",
    '第 {page} 页的文本层有 {count} 个字符在页面上看不到，未予采用',
  ],
  [
    '{count} characters of page {page} have lost their character map; what they show was not read',
    '第 {page} 页有 {count} 个字符失去了编码对照，其内容没有读取',
  ],
  ['the picture of page {page} is of one shade all over: it shows nothing', '第 {page} 页的图像是一片单色，什么也没有'],
  [
    'the picture of page {page} could not be decoded ({why}); scan or export it again',
    '第 {page} 页的图像无法解码，请重新扫描或导出',
  ],
  [
    'the picture of page {page} is damaged; a part of it may be missing or wrong ({why}); scan or export it again',
    '第 {page} 页的图像已损坏，可能有缺失或错误，请重新扫描或导出',
  ],
  [
    'the picture of page {page} has {width} by {height} pixels, more than {limit} million; scale it down (300 dpi do) or cut it into pages',
    '第 {page} 页的图像有 {width} × {height} 像素，超过 {limit} 百万，请缩小（300 dpi 即可）或按页裁开',
  ],
  [
    'the last {share} % of a picture of page {page} are black, as if it had broken off; what stood there was not read',
    '第 {page} 页有图像的末尾 {share}% 全黑，似已中断，那里的内容没有读取',
  ],
  [
    'the reader {reader} failed on page {page} ({why}); what it would have read has one opinion less',
    '识别器 {reader} 在第 {page} 页出错，该页少了它的结果',
  ],
  [
    'the reader {reader} was stopped on page {page} ({why}); what it would have read has one opinion less',
    '识别器 {reader} 在第 {page} 页超时，该页少了它的结果',
  ],
  [
    'the reader {reader} failed on this page ({why}); what it would have read has one opinion less',
    '识别器 {reader} 在此页出错，此页少了它的结果',
  ],
  [
    'the reader {reader} was stopped on this page ({why}); what it would have read has one opinion less',
    '识别器 {reader} 在此页超时，此页少了它的结果',
  ],
  ['the reader {reader} cannot be used, the others go on ({why})', '识别器 {reader} 无法使用，其余的照常'],
  [
    'the stored reading of page {page} {why}; let the page be read again',
    '第 {page} 页已存的识别结果无法使用，请重新识别该页',
  ],
  [
    'the PDF has {pages} pages, more than the limit of {limit}',
    'PDF 有 {pages} 页，超过上限 {limit} 页；确需读取时请调高 --max-pages',
  ],
  [
    'the image has {pages} pages, more than the limit of {limit}',
    '图像有 {pages} 页，超过上限 {limit} 页；确需读取时请调高 --max-pages',
  ],
  ['the PDF could not be opened ({why})', 'PDF 打不开'],
  ['the PDF is damaged and cannot be opened ({why})', 'PDF 已损坏，打不开'],
  [
    'the PDF is damaged: {count} of its compressed streams fail(s) the checksum; fetch it again',
    'PDF 已损坏：有 {count} 段压缩数据校验不符，请重新下载',
  ],
  [
    'is larger than {bytes} bytes; raise --max-bytes to read it all the same',
    '文件超过 {bytes} 字节；确需读取时请调高 --max-bytes',
  ],
  ['is larger than {bytes} bytes', '文件超过 {bytes} 字节'],
  [
    'is named .pdf but holds {what}; rename it to .txt to read it as a text dump',
    '名为 .pdf，内容却是{what}；可改名为 .txt，按文本读取',
  ],
  ['is named .pdf but holds {what}; fetch or export the PDF again', '名为 .pdf，内容却是{what}，请重新下载或导出'],
  ['is {what}; save it as PDF or plain text', '内容是{what}，请另存为 PDF 或文本'],
  ['is {what}; save it as PNG, JPEG or PDF', '内容是{what}，请另存为 PNG、JPEG 或 PDF'],
  ['is {what}, not a file; give a file', '是{what}，不是文件，请给出文件'],
  ['is {what}, not a file; use - to read from standard input', '是{what}，不是文件；请用 - 从标准输入读取'],
  ['could not be read ({why})', '读不出来'],
  [
    'the text ends in the middle of a character; look whether the file is whole',
    '文本在一个字符中间断开，请检查文件是否完整',
  ],
  [
    'document not recognized: not every page could be read, so nothing can be said of its kind',
    '没有认出已知的表式：并非每一页都读了，说不清是什么文档',
  ],
  [
    'document not recognized: no title or table of a known form was found; its tables and sections are given as they are',
    '没有找到已知表式的标题或表格；文档中的表格和章节照原样给出',
  ],
  [
    'the text holds {count} undecodable character(s); look whether the file is whole',
    '文本中有 {count} 个字符无法解码，请检查文件是否完整',
  ],
  ['holds {what}, over the limit of {limit}; split it into its reports', '有{what}，超过上限 {limit}，请按报告拆分'],
  [
    'holds {count} reports ({titles}); split it: only one was read',
    '有 {count} 份报告（{titles}），只读了一份，请拆分',
  ],
  [
    'an HTML table holds more cells, spans counted, than are looked at ({limit} in a document); not rebuilt',
    '有一个 HTML 表格的单元格过多（一份文档至多 {limit} 个），没有还原',
  ],
  [
    '{count} HTML tables hold more cells, spans counted, than are looked at ({limit} in a document); not rebuilt',
    '有 {count} 个 HTML 表格的单元格过多（一份文档至多 {limit} 个），没有还原',
  ],
  ['table {table} ({title}) was not found; its fields are in review', '没有找到表格“{title}”，其中的字段都列入核对'],
  [
    'the correction of {subject} is not used: its value and state do not belong together',
    '对“{subject}”的更正没有用上：值与状态不相符',
  ],
  [
    'the correction of {subject} ({what}) is not used: the document as it is read now has no such field',
    '对“{subject}”的更正（{what}）没有用上：现在读出的文档没有这个字段',
  ],
  [
    'the mark of {subject} is not used: there is no such table, on the page or in the forms',
    '对“{subject}”的指定没有用上：页面或表式中没有这张表格',
  ],
  [
    'took longer than {seconds} s ({where}) and was given up; raise --timeout, or leave the page out with --pages',
    '读取超过 {seconds} 秒（{where}），已放弃；可调高 --timeout，或用 --pages 略过该页',
  ],
  [
    'brought its reader process down ({why}) on page {page} of {pages}; the file is damaged or needs more memory than there is',
    '读到第 {page} 页（共 {pages} 页）时识别进程崩溃：文件已损坏，或内存不足',
  ],
  [
    'brought its reader process down ({why}); the file is damaged or needs more memory than there is',
    '识别进程崩溃：文件已损坏，或内存不足',
  ],
  [
    '{where} took longer than {seconds} s and was given up',
    '{where}超过 {seconds} 秒，已放弃；确需读取时请调高 --timeout',
  ],
  ['{where} took more than {count} MB of memory and was given up', '{where}占用内存超过 {count} MB，已放弃'],
  [
    '{where} brought its reader process down ({why}); the file is damaged or needs more memory than there is',
    '{where}时识别进程崩溃：文件已损坏，或内存不足',
  ],
  ['a defect of this program ended its work {count} times; see the log', '程序出错，处理中断了 {count} 次，详情见日志'],
  ['a defect of this program: {why}', '程序出错'],
  [
    'its readings were lost {count} times; look at the disk, then: nianbao retry {id}',
    '识别结果丢失了 {count} 次，请先检查磁盘，再重新识别',
  ],
  [
    "its jobs were lost or left incomplete {count} times; look at the workers' logs, then: nianbao retry {id}",
    '任务丢失或中断了 {count} 次，请查看工作进程的日志，再重新识别',
  ],
  [
    '{count} workers died over it; look at it yourself, or: nianbao retry {id}',
    '有 {count} 个工作进程因此中断，请自行查看，或重新识别',
  ],
]
