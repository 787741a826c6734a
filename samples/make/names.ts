/** Places that do not exist; every organisation of a sample lies in one of them. */
export const PLACES = [
  '云溪市',
  '青禾县',
  '岚汀市',
  '鹭洲市',
  '望岑县',
  '梧川市',
  '霁阳县',
  '澄峪县',
  '箬溪市',
  '黛湖区',
  '苇洲区',
  '榆汀县',
] as const

/** What an organisation is called after its place, with the way it speaks of itself. */
export const BUREAUS = [
  ['档案局', '我局'],
  ['教育和体育局', '我局'],
  ['财政局', '我局'],
  ['水务局', '我局'],
  ['统计局', '我局'],
  ['农业农村局', '我局'],
  ['交通运输局', '我局'],
  ['卫生健康局', '我局'],
  ['市场监督管理局', '我局'],
  ['行政审批服务局', '我局'],
  ['人力资源和社会保障局', '我局'],
  ['人民政府办公室', '我办'],
  ['人民政府外事办公室', '我办'],
] as const
