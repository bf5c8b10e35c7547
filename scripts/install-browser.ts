// The browser tests drive Debian's Chromium; screenshots and bubbles need its emoji too.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** The first is the browser without a window of its own: a fifth less work for the same pages. */
const BROWSERS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const EMOJI = '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf'
const PACKAGES = ['chromium-headless-shell', 'fonts-noto-color-emoji']

/** Installs what is missing where that can be done without asking.
 *  @returns what a person has to do, or null */
export function installBrowser(): string | null {
  const isThere = process.env['CHROMIUM_PATH'] ? findBrowser() : existsSync(BROWSERS[0]!)
  if (canInstall() && !(isThere && existsSync(EMOJI))) {
    console.log(`Installing ${PACKAGES.join(' and ')} (once, about half a minute) …`)
    apt('update')
    apt('install', '-y', '--no-install-recommends', ...PACKAGES)
  }
  if (findBrowser()) return null
  return `The browser tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install ${PACKAGES.join(' ')}), or name yours in CHROMIUM_PATH.`
}

/** The one that `CHROMIUM_PATH` names, or else the first that is installed. */
export const findBrowser = () => [process.env['CHROMIUM_PATH'] ?? '', ...BROWSERS].find((file) => existsSync(file))

const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

function apt(...args: string[]): void {
  const { status, stderr } = spawnSync('apt-get', ['-q', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status !== 0) console.error(stderr.trim())
}

if (import.meta.main) {
  const todo = installBrowser()
  if (todo !== null) {
    console.error(todo)
    process.exitCode = 1
  }
}
