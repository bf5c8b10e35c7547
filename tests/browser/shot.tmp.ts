import { readFileSync, mkdirSync } from 'node:fs'
import { launch, openContext } from '/work/main/tests/browser/browser.ts'
const [who, lang, theme, width, ...paths] = process.argv.slice(2)
const logins = JSON.parse(readFileSync('/work/main/data/sandbox-logins.json', 'utf8'))
const base = 'http://127.0.0.1:8080'
const browser = await launch()
const { context, faults } = await openContext(browser, {
  lang: lang as never,
  theme: theme as never,
  width: Number(width) as never,
})
const page = await context.newPage()
const r = await context.request.post(base + '/api/auth/sign-in/email', {
  data: logins[who!],
  headers: { origin: base },
})
if (!r.ok()) console.log(r.status(), await r.text())
mkdirSync('/tmp/shots', { recursive: true })
for (const p of paths) {
  await page.goto(base + p)
  await page.waitForLoadState('networkidle').catch(() => {})
  await page.waitForTimeout(600)
  const f = `/tmp/shots/${who}${p.replace(/[^a-z0-9]/gi, '_').slice(0, 40)}-${lang}-${theme}-${width}.png`
  await page.screenshot({ path: f })
  console.log(f)
}
console.log(faults)
await browser.close()
