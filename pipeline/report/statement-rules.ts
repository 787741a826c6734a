/** What a figure of the prose is about: words in front of it, units it may have, words that forbid it. */
export type Rule = {
  readonly what: string
  readonly words: RegExp
  readonly units: readonly string[]
  readonly not?: RegExp
}

const ITEMS = ['条', '篇', '件', '次', '期', '份', '个'] as const

/** The closed list of `what`, with the words that agencies use. */
export const RULES: readonly Rule[] = [
  { what: 'published.website', words: /网站|门户|官网|专栏|信息公开平台|政务服务网/gu, units: ITEMS, not: /申请/u },
  { what: 'published.wechat', words: /微信/gu, units: ITEMS },
  { what: 'published.weibo', words: /微博/gu, units: ITEMS, not: /粉丝|关注/u },
  { what: 'published.newMedia', words: /新媒体|客户端|短视频|抖音|头条号/gu, units: ITEMS },
  {
    what: 'published.total',
    words: /(?:主动)?公开(?:各类)?(?:政府)?信息|发布(?:各类)?(?:政府|政务)?信息/gu,
    units: ['条', '篇'],
    not: /申请|网站|门户|微信|微博|新媒体|客户端|专栏/u,
  },
  {
    what: 'requests.received',
    words: /(?:收到|受理|新收)[^，。；]{0,16}(?:申请|依申请公开|依申请信息公开)(?:公开)?(?:数量)?/gu,
    units: ['件', '条', '份', '宗', '个', '起'],
    not: /复议|诉讼|结转|答复|办结|信函|网络|当面|提案|建议/u,
  },
  { what: 'requests.carriedIn', words: /上年(?:度)?结转|结转上年/gu, units: ['件', '条', '份'] },
  {
    what: 'requests.processed',
    words: /(?:共|均|已|全部|依法|按期|按时)?[^，。；]{0,8}(?:办结|答复|办理)(?:[^，。；]{0,6}申请)?/gu,
    units: ['件', '条', '份', '宗'],
    not: /复议|诉讼|提案|建议|来信|信件|信箱|咨询|留言|热线|结转/u,
  },
  { what: 'requests.carriedOver', words: /结转(?:至)?下(?:一)?年(?:度)?/gu, units: ['件', '条', '份'] },
  { what: 'disputes.reconsideration', words: /行政复议/gu, units: ['件', '起', '宗', '次'], not: /诉讼/u },
  { what: 'disputes.litigation', words: /行政诉讼/gu, units: ['件', '起', '宗', '次'], not: /复议/u },
  { what: 'documents.normative', words: /规范性文件/gu, units: ['件', '份', '个', '部'] },
  { what: 'interpretations', words: /解读/gu, units: ['件', '篇', '条', '个', '次', '份', '期'] },
  { what: 'press.conferences', words: /新闻发布会/gu, units: ['次', '场', '期'] },
  { what: 'trainings.held', words: /培训/gu, units: ['次', '场', '期'], not: /人次/u },
  { what: 'trainings.people', words: /培训[^，。；]*/gu, units: ['人次', '人'] },
  { what: 'meetings.held', words: /(?:会议|座谈会|调度会|推进会)/gu, units: ['次', '场', '个'], not: /培训/u },
  {
    what: 'letters.answered',
    words: /来信|信件|信箱|留言|咨询|热线/gu,
    units: ['件', '条', '次', '个', '封'] as readonly string[],
  },
  { what: 'proposals', words: /提案|议案|建议/gu, units: ['件', '条', '份'] },
  { what: 'money.spent', words: /经费|投入|资金|支出|费用/gu, units: ['万元', '元', '亿元'] },
]
