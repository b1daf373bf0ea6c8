import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import { deflateSync as primedDeflate } from 'fflate'
import lzString from 'lz-string'
import { analyze } from '../src/core/analyze.ts'
import { pack, unpack } from '../src/share/permalink.ts'
import DICTIONARY from '../src/share/dictionary-v1.txt?raw'
import { articles, megabyte, strangers, type Article } from './articles.ts'
import { large, type Large } from './large.ts'

/**
 * How fast the core is, how much the page weighs, how long links are. Times differ from machine to machine: beside each
 * stands its ratio to a plain scan of the same text in the same run, which does not.
 */
function main() {
  heading('The core', 'ms', 'MB/s', '× scan', 'aim, ms')
  for (const article of articles) measure(article, 10)
  heading('The core, large pastes', 'MB', 'ms', '× scan', 'aim, × scan')
  for (const paste of [{ ...megabyte(), aim: 30 }, ...large()]) measureLarge(paste)
  heading('Gzipped size of each chunk', 'kB', 'aim, kB')
  chunks()
  heading('Length of a link', 'text', 'link', '÷ lz-string', '÷ deflate', '÷ primed', '÷ brotli 11', 'primed ÷ it')
  for (const paste of strangers) link(paste)
  heading('Packing and opening a link', 'ms', 'ms')
  for (const { name, text } of strangers) {
    const parcel = { sources: [{ name, text }], view: {} }
    const fragment = pack(parcel) ?? ''
    row(name, median(() => pack(parcel)).toFixed(1), median(() => unpack(fragment)).toFixed(1))
  }
}

function measure({ name, text }: Article, aim: number) {
  const sources = [{ name, text }]
  const scan = median(() => scanned(text))
  const core = median(() => analyze(sources))
  row(name, core.toFixed(1), (text.length / 1e3 / core).toFixed(1), (core / scan).toFixed(1), String(aim))
}

function measureLarge({ name, text, aim }: Large) {
  const sources = [{ name, text }]
  const scan = median(() => scanned(text))
  const core = median(() => analyze(sources))
  row(name, (text.length / 1e6).toFixed(1), core.toFixed(0), (core / scan).toFixed(1), String(aim))
}

/** Reading every line and every number of a text, and nothing else: what any reader has to do. */
const scanned = (text: string) =>
  text
    .split('\n')
    .reduce((sum, line) => sum + (line.match(/\d+/g) ?? []).reduce((all, digits) => all + Number(digits), 0), 0)

/** The middle time of enough runs, after enough to warm up. */
function median(run: () => unknown): number {
  const times: number[] = []
  const end = performance.now() + 1500
  while (times.length < 7 || (performance.now() < end && times.length < 400)) {
    const start = performance.now()
    run()
    times.push(performance.now() - start)
  }
  const late = times.slice(Math.floor(times.length / 3)).sort((a, b) => a - b)
  return late[Math.floor(late.length / 2)]!
}

function chunks() {
  const assets = join(process.cwd(), 'dist/assets')
  const page = readFileSync(join(process.cwd(), 'dist/index.html'), 'utf8')
  const sizes = readdirSync(assets).map((file) => ({
    file,
    size: gzipSync(readFileSync(join(assets, file)), { level: 9 }).length,
  }))
  const first = sizes.filter(({ file }) => page.includes(file) && file.endsWith('.js'))
  row('entry (all scripts of the first paint)', kilobytes(first.reduce((sum, { size }) => sum + size, 0)), '80')
  const file = readFileSync(join(process.cwd(), 'dist/memledger.html'))
  row('the page as one HTML file', kilobytes(gzipSync(file, { level: 9 }).length), '')
  row('the same, not gzipped', kilobytes(file.length), '')
  for (const { file, size } of sizes.sort((a, b) => b.size - a.size)) row(file, kilobytes(size), '')
}

/** `primed` is what a deflate of `fflate` makes of the same dictionary: why links have a coder of their own. */
function link({ name, text }: Article) {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url').length
  const length = (pack({ sources: [{ name: 'paste', text }], view: {} }) ?? '').length
  const scripts = lzString.compressToEncodedURIComponent(text).length
  const plain = base64(deflateSync(text, { level: 9 }))
  const primed = base64(primedDeflate(Buffer.from(text), { level: 9, mem: 12, dictionary }))
  const brotli = base64(
    brotliCompressSync(text, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
    }),
  )
  const ratios = [length / scripts, length / plain, length / primed, length / brotli, primed / brotli]
  row(name, String(text.length), String(length), ...ratios.map((ratio) => ratio.toFixed(2)))
}

const dictionary = Buffer.from(DICTIONARY)
const kilobytes = (size: number) => (size / 1000).toFixed(1)
const heading = (title: string, ...columns: string[]) =>
  console.log(`\n${title.padEnd(40)}${columns.map((each) => each.padStart(12)).join('')}`)
const row = (name: string, ...cells: string[]) =>
  console.log(`${name.padEnd(40)}${cells.map((each) => each.padStart(12)).join('')}`)

main()
