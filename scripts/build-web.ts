import { createHash } from 'node:crypto'
import { existsSync, globSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const root = path.resolve(import.meta.dirname, '..')
const out = path.join(root, 'dist/web')
const stamp = path.join(out, '.inputs')
/** A draft as old as this was left by a build that was killed. */
const STALE_MS = 10 * 60_000

/** Builds the screens into dist/web, with a .br file beside each text file; does nothing when no input changed. */
export async function buildWeb(): Promise<void> {
  const inputs = hashOfInputs()
  if (isBuilt(inputs)) return
  const { build } = await import('vite')
  // Made beside its place and moved there whole, so that a crash or a second build leaves no half-made one.
  const draft = `${out}.${process.pid}`
  for (const left of globSync(`${out}.*`))
    if (Date.now() - statSync(left).mtimeMs > STALE_MS) rmSync(left, { recursive: true })
  // A test runner has named another, and React would be built for development: slower, and every effect twice.
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'production'
  try {
    await build({ configFile: path.join(root, 'src/web/vite.config.ts'), logLevel: 'warn', build: { outDir: draft } })
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = NODE_ENV
  }
  for (const file of filesUnder(path.join(draft, 'assets'))) compress(file)
  writeFileSync(path.join(draft, '.inputs'), inputs)
  // A second build was faster, with the same: pages may already be read from it.
  if (!isBuilt(inputs)) replace(draft, inputs)
  rmSync(draft, { recursive: true, force: true })
}

/** Moved away and into place in one step each, so that of two builds that end at once one stays, whole. */
function replace(draft: string, inputs: string): void {
  const old = `${draft}.old`
  try {
    renameSync(out, old)
  } catch {
    // Nothing stands there, or the other build has moved it away.
  }
  try {
    renameSync(draft, out)
  } catch (error) {
    if (!isBuilt(inputs)) throw error
  } finally {
    rmSync(old, { recursive: true, force: true })
  }
}

const isBuilt = (inputs: string) => existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs

function hashOfInputs(): string {
  const hash = createHash('sha256')
  const files = [
    path.join(root, 'package-lock.json'),
    import.meta.filename,
    ...['src/web', 'src/contract', 'src/rules'].flatMap((folder) => filesUnder(path.join(root, folder))),
  ]
  for (const file of files) {
    if (file.includes('.test.')) continue
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted()
}

// index.html stays uncompressed: the server writes a nonce into it for each request.
function compress(file: string): void {
  if (!/\.(js|css|svg|json)$/.test(file)) return
  const bytes = readFileSync(file)
  if (bytes.length < 1024) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }))
}

if (import.meta.main) await buildWeb()
