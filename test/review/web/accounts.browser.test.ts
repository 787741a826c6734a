import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD } from '../server/support.ts'
import { arrived, type Real, startReal, tabTo } from './support/real.ts'
import { focused } from './support/review-page.ts'

let real: Real
let admin: Page
const NEXT = '一个足够长的新密码也行'

beforeAll(async () => {
  real = await startReal()
  admin = await real.window('林管理', 'admin')
}, 120_000)
afterAll(() => real?.stop())

const said = (page: Page) => page.locator('main [role=status]')

/** Fills in the new password and its repetition, of which the first has the focus. */
async function typeTwice(page: Page, once: string, again = once): Promise<void> {
  await expect.poll(() => focused(page)).toBe('新密码')
  await page.keyboard.type(once)
  await page.keyboard.press('Tab')
  await expect.poll(() => focused(page)).toBe('再输入一次新密码')
  await page.keyboard.type(again)
}

test('everybody changes their own password, by keyboard; other windows of the account are out', async () => {
  const here = await real.window('王芳', 'reviewer')
  const there = await real.login('王芳', PASSWORD)
  await arrived(there)
  await here.keyboard.press('F6')
  await tabTo(here, '王芳')
  await here.keyboard.press('Enter')
  await tabTo(here, '现在的密码')
  await here.keyboard.type('not the password')
  await here.keyboard.press('Tab')
  await typeTwice(here, NEXT, `${NEXT}!`)
  await here.keyboard.press('Enter')
  await said(here).filter({ hasText: '不一致' }).last().waitFor()
  await here.keyboard.press('Backspace')
  await here.keyboard.press('Enter')
  await said(here).filter({ hasText: '现在的密码不正确' }).waitFor()
  // A refusal is no end of the session.
  expect(await here.locator('.banner').count()).toBe(0)
  await here.locator('input[autocomplete=current-password]').press('Control+a')
  await here.keyboard.type(PASSWORD)
  await here.keyboard.press('Enter')
  await said(here).filter({ hasText: '密码已修改' }).waitFor()
  await there.reload()
  await there.waitForURL(/\/login/)
  await arrived(await real.login('王芳', NEXT))
  await here.reload()
  await here.locator('input[autocomplete=current-password]').waitFor()
}, 400_000)

test('an admin adds an account, gives it a role and a password, switches it off and removes it, by keyboard', async () => {
  await admin.keyboard.press('F6')
  await tabTo(admin, '账号')
  await admin.keyboard.press('Enter')
  await admin.waitForURL(/#\/accounts/)
  await admin.getByRole('row', { name: '林管理' }).waitFor()
  await admin.keyboard.press('Tab')
  await tabTo(admin, '账号')
  await admin.keyboard.type('陈新')
  await admin.keyboard.press('Tab')
  await admin.keyboard.press('Tab')
  await typeTwice(admin, PASSWORD)
  await admin.keyboard.press('Enter')
  await said(admin).filter({ hasText: '账号 陈新 已添加' }).waitFor()
  const row = admin.getByRole('row', { name: '陈新' })
  const window = await real.login('陈新', PASSWORD)
  await arrived(window)

  await row.getByRole('button', { name: '给 陈新 设置新密码' }).press('Enter')
  await typeTwice(admin, NEXT)
  await admin.keyboard.press('Enter')
  await said(admin).filter({ hasText: '密码已更改' }).waitFor()
  await window.reload()
  await window.waitForURL(/\/login/)
  const again = await real.login('陈新', NEXT)
  await arrived(again)

  await row.getByRole('combobox').focus()
  // Past the role of those who look to that of nothing: nobody means the first.
  await admin.keyboard.press('ArrowDown')
  await admin.keyboard.press('ArrowDown')
  expect((await real.server.as('看客', 'viewer')).csrf).not.toBe('')
  await row.getByRole('button', { name: '保存' }).waitFor()
  await admin.keyboard.press('Tab')
  await expect.poll(() => focused(admin)).toBe('保存')
  await admin.keyboard.press('Enter')
  await said(admin).filter({ hasText: '角色已更改' }).waitFor()
  await again.reload()
  await again.waitForURL(/\/login/)
  const refused = await real.login('陈新', NEXT)
  await refused.locator('#wrong', { hasText: '不正确' }).waitFor()

  // The row is drawn anew with the account's new role.
  await admin.locator('tr.off', { hasText: '陈新' }).waitFor()
  const remove = row.getByRole('button', { name: '删除账号 陈新' })
  await remove.press('Enter')
  const dialog = admin.locator('dialog')
  await expect.poll(() => focused(admin)).toBe('取消')
  await admin.keyboard.press('Enter') // what comes first leaves it
  await dialog.waitFor({ state: 'detached' })
  await remove.press('Enter')
  await expect.poll(() => focused(admin)).toBe('取消')
  await admin.keyboard.press('Tab')
  await expect.poll(() => focused(admin)).toBe('删除')
  await admin.keyboard.press('Enter')
  await said(admin).filter({ hasText: '已删除' }).waitFor()
  await expect.poll(() => row.count()).toBe(0)
}, 400_000)

test('one’s own role and removal are nobody’s own to change, and whoever is no admin sees no accounts', async () => {
  const own = admin.getByRole('row', { name: '林管理' })
  await own.waitFor()
  expect(await own.getByRole('combobox').isDisabled()).toBe(true)
  expect(await own.getByRole('button').count()).toBe(0)
  const viewer = await real.login('看客', PASSWORD)
  await arrived(viewer)
  await viewer.goto(`${real.server.url}/#/accounts`)
  await viewer.getByText('您的角色不能这样做').waitFor()
  await expect.poll(() => viewer.locator('nav a').allTextContents()).toEqual(['文档', '统计'])
}, 400_000)
