import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { findBrowser } from '../../scripts/install-browser.ts'

export type Lang = 'es' | 'en'
export interface Look {
  width: 390 | 1280
  theme: 'light' | 'dark'
  lang: Lang
}

export async function launch(): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === undefined) throw new Error('No Chromium found: node scripts/install-browser.ts')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      // A microphone that beeps, so that voice can be recorded.
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  })
}

/** A browser of one person; everything that goes wrong on its pages is gathered in `faults`. */
export async function openContext(
  browser: Browser,
  look: Partial<Look> & { cookie?: string; url?: string } = {},
): Promise<{ context: BrowserContext; faults: string[] }> {
  const { width = 1280, theme = 'light', lang = 'es' } = look
  const context = await browser.newContext({
    viewport: { width, height: width === 390 ? 844 : 860 },
    colorScheme: theme,
    locale: lang === 'es' ? 'es-PE' : 'en-US',
    reducedMotion: 'reduce',
    timezoneId: 'America/Lima',
  })
  if (look.cookie !== undefined && look.url !== undefined) {
    const [name = '', value = ''] = look.cookie.split('=')
    await context.addCookies([{ name, value, url: look.url, httpOnly: true, sameSite: 'Lax' }])
  }
  const faults: string[] = []
  context.on('page', (page) => watch(page, faults))
  return { context, faults }
}

/** For a test that looks at many screens. */
export const SCREENS_MS = 400_000

/** Nothing that is shown is still on its way. */
export const isLoaded = async (page: Page): Promise<void> =>
  void (await page.waitForFunction(
    () => document.querySelector('.mantine-Skeleton-root, [data-late], [aria-busy="true"]') === null,
  ))

/** At rest, a screen is no larger than its window and keeps WCAG 2.2 AA as far as a program can tell. `what` names it; only
 *  what is `within` is judged, when given. */
export async function isSound(page: Page, what: string, within = 'html'): Promise<void> {
  await isLoaded(page)
  expect.soft(await overWidth(page), `${what} is wider than its window`).toBeLessThanOrEqual(0)
  expect.soft(await overHeight(page), `${what} scrolls the frame away`).toBeLessThanOrEqual(0)
  expect.soft(await violations(page, within), what).toEqual([])
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Each as `rule: the elements`. The package for Playwright would judge in one page and sum up in a second one, opened for it. */
async function violations(page: Page, within: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(
    async ({ place, values }) => {
      const { axe: judge } = window as unknown as { axe: typeof axe }
      const options = { runOnly: { type: 'tag' as const, values }, resultTypes: ['violations' as const] }
      const found = await judge.run(place, options)
      return found.violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.html).join(', ')}`)
    },
    { place: within, values: WCAG },
  )
}

/** By how many pixels the page is wider than its window; 0 when it fits. */
export const overWidth = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** The same for its height, inside the frame: what is long scrolls in its own place. */
const overHeight = (page: Page): Promise<number> =>
  page.evaluate(() =>
    document.querySelector('#page') === null
      ? 0
      : document.documentElement.scrollHeight - document.documentElement.clientHeight,
  )

function watch(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`error on ${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    // A refusal of the API is part of a journey; whatever else stands in the console is a fault.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      faults.push(`console on ${page.url()}: ${message.text()}`)
  })
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    if (!/ERR_ABORTED/.test(why)) faults.push(`request ${request.url()}: ${why}`)
  })
}
