import type { Random } from './random.ts'
import type { Report } from './report.ts'

/** The prose of a report: paragraphs by section number, 序 being what stands before the first section. */
export type Prose = Readonly<Record<'序' | '一' | '四' | '五' | '六', readonly string[]>>

/** Writes the prose in our own words; it states the figures of `report.stated`. */
export function writeProse(report: Report, random: Random): Prose {
  const { organization, self, year } = report
  const say = (what: string): string => {
    const stated = report.stated.find((candidate) => candidate.what === what)
    if (!stated) throw new Error(`the report states no ${what}`)
    return `${stated.value}${stated.unit}`
  }
  return {
    序: [
      `本报告依照政府信息公开有关规定编制，说明${organization}${year}年推进信息公开的做法和数据。数据自${year}年1月1日起，至${year}年12月31日止。读者对内容有疑问的，可向${self}综合科来信询问。`,
    ],
    一: [
      random.pick([
        `${year}年，${self}把信息公开当作日常工作的一部分，文件起草时就定下公开方式，印发后按时上网。`,
        `${year}年，${self}围绕群众常问的事项整理信息，旧栏目合并，新栏目补齐，查找比往年方便。`,
      ]),
      random.pick([
        `（一）主动公开。全年通过门户网站发布信息${say('published.website')}，通过微信公众号发布信息${say('published.wechat')}，通过微博发布信息${say('published.weibo')}，内容以办事指南、资金安排和政策问答为主。`,
        `（一）主动公开。门户网站全年公开信息${say('published.website')}；微信公众号推送信息${say('published.wechat')}；官方微博发布信息${say('published.weibo')}。`,
      ]),
      `（二）依申请公开。全年新收政府信息公开申请${say('requests.received')}，上年结转${say('requests.carriedIn')}，全年办结${say('requests.processed')}，结转下年度继续办理${say('requests.carriedOver')}。`,
      `（三）信息管理。发布前由起草人、科室和分管负责人依次核对，已失效的内容注明日期后移入历史栏目。`,
      `（四）平台建设。对门户网站和新媒体账号每季度检查一遍，发现打不开的链接当天修复。`,
      `（五）监督保障。全年组织业务培训${say('trainings.held')}，召开专题会议${say('meetings.held')}，投入工作经费${say('money.spent')}。`,
    ],
    四: [`本年度涉及信息公开的行政复议共${say('disputes.reconsideration')}，各类结果见下表。`],
    五: [
      random.pick([
        '过去一年还有两点不足：一是部分解读文字偏长，读者不易抓住要点；二是个别栏目更新间隔偏大。',
        '回头看，主要问题是专职人手少、业务不熟，个别答复的说理不够充分。',
      ]),
      `下一年，${self}将把解读写短写实，给每个栏目定下更新期限，并请读者代表参加评议。`,
    ],
    六: [random.pick(['本年度没有收取信息处理费，无其他需要报告的事项。', '除上述内容外，没有其他需要报告的事项。'])],
  }
}
