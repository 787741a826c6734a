/**
 * Problems' messages that name no values, as whole sentences in Chinese. Those that name some are patterns of their own.
 */
export const CHINESE_MESSAGES: Readonly<Record<string, string>> = {
  'does not exist; check the path': '找不到，请检查名称和路径',
  'matches no file; check the pattern': '没有匹配的文件，请检查通配符',
  'is a folder without PDFs, text files or images': '文件夹里没有 PDF、文本文件或图片',
  'is a folder without reports': '文件夹里没有报告',
  'is a longer name than the file system takes': '名称过长，文件系统不支持',
  'no document of this name lies beside the truth': '标注旁边没有同名的文档',
  'is not JSON': '不是 JSON',
  'is not a report; give a NAME.json that extract wrote': '不是报告，请给出 extract 写出的 NAME.json',
  'is not a report; give the folder that extract wrote': '不是报告，请给出 extract 写出的文件夹',
  'was made from a text dump, which has no pages to write': '由文本读取而来，没有页面可写',
  'is a file; give the folder that it lies in': '是文件，请给出它所在的文件夹',
  'is a link that leads back to itself': '是指向自身的链接',
  'is a socket, not a file; use - to read from standard input': '是套接字，不是文件；请用 - 从标准输入读取',
  'may not be read by this user; check its permissions': '当前用户无权读取，请检查权限',
  'the file is not a PDF: it lacks the header %PDF-': '名为 PDF，却没有文件头 %PDF-，请重新下载，或改用正确的扩展名',
  'no page of it was read': '没有一页被读取',
  'is encrypted; a text layer can only be laid over open files': '已加密，文字层只能加在未加密的文件上',
  'neither UTF-8, UTF-16, GB18030 nor Big5 text; convert it to UTF-8, or give the PDF itself':
    '编码不是 UTF-8、UTF-16、GB18030 或 Big5，请转换为 UTF-8，或直接给出 PDF',
  'holds runs of combining marks that no script writes; convert it to UTF-8 anew, or give the PDF itself':
    '含有任何文字都不会有的大量组合符号，请重新转换为 UTF-8，或直接给出 PDF',
  'no page shows anything; the file lost its content, or never had any: look at it yourself':
    '没有一页有内容：文件的内容可能已丢失，或本来就没有，请自行查看',
  'the PDF lists more pages than it counts; those beyond the count were not read':
    'PDF 列出的页数比它记的多，多出的页没有读取',
  'waits to be read, and has no report yet': '等待识别，还没有报告',
  'is being read, and has no report yet': '正在识别，还没有报告',
  'was cancelled before it was read': '识别已取消，没有报告',
  'could not be read': '未能识别，没有报告',
  'has no report in the store; let it be read again': '库中没有它的报告，请重新识别',
  'the reading of a page is torn; let the document be read again': '有一页的识别结果已损坏，请重新识别',
  'its content is no longer in the store; submit the file again': '文件内容已不在库中，请重新上传',
  'is not what was stored (its content hash is another); submit the file again, or look at the disk':
    '与入库时的内容不符，请重新上传，或检查磁盘',
  'the PDF is damaged; its index was rebuilt, and parts of it may be missing':
    'PDF 已损坏，索引已重建，部分内容可能缺失',
}
