// Builds the dictionary of a link version from the fixtures: what the predictor of `src/share` has read before the first
// byte of a link. A version that has been released is frozen, because its links must open forever: this script writes
// only a file that is not there yet.
//   node scripts/build-dictionary.mjs 2
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SIZE = 32 * 1024
const root = join(import.meta.dirname, '..')
const version = Number(process.argv[2])
const target = join(root, `src/share/dictionary-v${version}.txt`)
if (!(version >= 1)) throw new Error('Which version? node scripts/build-dictionary.mjs 2')
if (existsSync(target)) throw new Error(`${target} is there already, and links made with it must open forever.`)

const formats = join(root, 'src/core/formats')
/** Every fixture as its lines, log stamps taken off: they are never the same twice. */
const documents = readdirSync(formats, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.includes('fixtures') && path.endsWith('.txt'))
  .sort()
  .map((path) => readFileSync(join(formats, path), 'utf8').split('\n').map(clean))

/** @param {string} line */
function clean(line) {
  return line.trimEnd().replace(/^(?:\w{3} +\d+ [\d:]+ \S+ kernel: )?(?:\[ *\d+\.\d+\] )?/, '')
}

/**
 * What a line has in common with its like: its words, not its figures.
 * @param {string} line
 */
function template(line) {
  return line
    .replace(/[0-9a-f]{8,}/g, 'x')
    .replace(/\d+/g, '0')
    .replace(/ +/g, ' ')
}

/** In how many fixtures a template stands, and the first line of its kind. */
const spread = new Map()
const example = new Map()
for (const lines of documents) {
  for (const line of lines) if (!example.has(template(line))) example.set(template(line), line)
  for (const each of new Set(lines.map(template))) if (each.length > 6) spread.set(each, (spread.get(each) ?? 0) + 1)
}

/** The templates that stand in most fixtures, as many as there is room for. */
const kept = new Set()
const head = '{"sources":[["Dump",1503]],"view":{"snapshot":0}}\n'
let size = head.length
for (const [each] of [...spread].sort((a, b) => b[1] - a[1])) {
  const length = example.get(each).length + 1
  if (/[^\x20-\x7e]/.test(example.get(each)) || size + length > SIZE) continue
  size += length
  kept.add(each)
}

// Lines stay in the order of a fixture, because one foretells the next; the most typical fixture stands last, where what
// is repeated is found first.
/** @param {string[]} lines */
const typical = (lines) => lines.reduce((sum, line) => sum + (spread.get(template(line)) ?? 0), 0) / lines.length
const written = new Set()
const parts = [...documents]
  .sort((a, b) => typical(b) - typical(a))
  .map((lines) =>
    lines
      .filter((line) => {
        const each = template(line)
        if (!kept.has(each) || written.has(each)) return false
        written.add(each)
        return true
      })
      .map((line) => `${example.get(template(line))}\n`)
      .join(''),
  )
writeFileSync(target, parts.reverse().join('') + head)
console.log(`${target}: ${size} bytes, ${kept.size} lines`)
