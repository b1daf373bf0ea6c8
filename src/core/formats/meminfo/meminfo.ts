import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { readBytes } from '../../text/number.ts'
import type { Figure } from '../../text/source.ts'
import { KIB, MIB, type Bytes } from '../../units.ts'
import { defineFormat, type Parsed } from '../format.ts'
import { isImplausible } from '../keyed.ts'
import { isKnown as isStatusKey } from '../process-status/keys.ts'
import { isComment, METRICS, sampleOf, samplesFrom } from './exposition.ts'
import { MEMINFO_KEYS } from './keys.ts'

/**
 * /proc/meminfo (fs/proc/meminfo.c, meminfo_proc_show) and /sys/devices/system/node/nodeN/meminfo (drivers/base/node.c,
 * node_read_meminfo), by the kernel's own names: a field that does not exist yet is kept and shown. Sizes in bytes,
 * `HugePages_*` as counts.
 */
export interface Meminfo {
  /** The NUMA node of a per-node file. */
  readonly node?: Figure
  readonly fields: ReadonlyMap<string, Figure<Bytes>>
}

//                  Node 0       MemTotal or Active(anon)        :     16,267,364                kB
const FIELD =
  /(?:\bNode\s*(\d+)\s+)?([A-Z][A-Za-z0-9_]{0,63}(?:\([a-z]{1,32}\))?)\s*:\s*(-?\d+(?:,\d{3})*)\s*(kB|KB|KiB|MB)?(?![\w.])/g
/** The same at a line's beginning. An expression of its own: `matchAll` would start where `FIELD` had stopped. */
const LEADING_FIELD = new RegExp(`^${FIELD.source}`)
/** A line that begins like a field, whether or not its value can be read. */
const KEY = /^(?:Node\s*\d+\s+)?([A-Z][A-Za-z0-9_]*(?:\([a-z]+\))?)\s*:/
/** A unit that a narrow page has put on a line of its own. */
const UNIT = /^(?:kB|KB)$/
/** The table in bytes that kernels before 2.5.41 put above the fields. */
const HEAD_2_4 = /^total:\s+used:\s+free:/
const ROW_2_4 = /^(?:Mem|Swap):\s+\d/

const SCALE: Readonly<Record<string, number>> = { kb: KIB, kib: KIB, mb: MIB }
const known: ReadonlySet<string> = new Set(MEMINFO_KEYS)

const isField = (text: string) => LEADING_FIELD.test(text)
const nodeOf = (text: string) => /^Node\s*(\d+)\s/.exec(text)?.[1] ?? null
const keyOf = (text: string) => KEY.exec(text)?.[1] ?? null

/** A field of a mapping, which has some names in common with this file. */
const MAPPING_KEY =
  /^(?:Rss|Pss\w*|Size|\w+PageSize|(?:Shared|Private)_\w+|Referenced|Anonymous|KSM|LazyFree|SwapPss|Locked|THPeligible|ProtectionKey|VmFlags)$/
/** A field of another file, or of `free`, that can stand right below. */
const isForeign = (key: string) => isStatusKey(key) || MAPPING_KEY.test(key) || key === 'Mem' || key === 'Swap'

/** How many lines from `at` on are fields of one file. Damaged lines inside are bridged. */
function block(lines: readonly Line[], at: number): number {
  const node = nodeOf(lines[at]!.text)
  let end = at
  let next = at
  if (HEAD_2_4.test(lines[at]!.text)) {
    next = at + 1
    while (next < lines.length && ROW_2_4.test(lines[next]!.text)) next++
    end = next
  }
  const seen = new Set<string>()
  for (let bridged = 0; next < lines.length; next++) {
    const { text, heading } = lines[next]!
    const key = keyOf(text)
    if (key !== null && isField(text) && nodeOf(text) === node && !isForeign(key)) {
      if (seen.has(key) && isNextFile(key, seen, lines[next + 1])) break
      seen.add(key)
      end = next + 1
      bridged = 0
      // A unit on a line of its own, or a key at which the paste was cut.
    } else if (heading === null && end > at && (UNIT.test(text) || (text.endsWith(':') && known.has(key ?? '')))) {
      end = next + 1
    } else if (heading !== null || ++bridged > 2 || !isBridge(text, lines[next + 1])) break
    // `date; cat /proc/meminfo`: what stands above the first field is not of this file.
    else if (next === at && key === null && !/\d\s*kB$/.test(text)) break
  }
  return end - at
}

/** Whether a key that stands there again begins the next file: the first one, or two in a row; a single one is a slip. */
function isNextFile(key: string, seen: ReadonlySet<string>, below: Line | undefined): boolean {
  const [first] = seen
  return key === 'MemTotal' || key === first || seen.has(keyOf(below?.text ?? '') ?? '')
}

/** Whether a line that is no field stands inside of a file: a blank, one that lost its number or its key, one broken in two. */
function isBridge(text: string, below: Line | undefined): boolean {
  const key = keyOf(text)
  if (text === '') return true
  if (text.length > 60 || (key !== null && isForeign(key))) return false
  return key !== null || /\d\s*kB$/.test(text) || (/[:\d]/.test(text) && below !== undefined && isField(below.text))
}

const MEM_TOTAL = /(?:^|\s)MemTotal\s*:\s*\d/

function claimBlock(lines: readonly Line[], at: number, isWhole: boolean): number {
  const samples = samplesFrom(lines, at)
  if (samples > 0) {
    const whole = lines.slice(at, at + samples).some((line) => sampleOf(line)?.key === 'MemTotal')
    return whole === isWhole ? samples : 0
  }
  const count = block(lines, at)
  let hasTotal = false
  for (let index = at; index < at + count; index++) hasTotal ||= MEM_TOTAL.test(lines[index]!.text)
  if (count === 0 || hasTotal !== isWhole) return 0
  const around = [lines[at - 1], lines[at + count]].map((line) => keyOf(line?.text ?? '') ?? '')
  if (!isWhole && around.some((key) => MAPPING_KEY.test(key))) return 0
  // One lonely field with a unit is a quotation in prose or a `grep`; without a unit it can be anything.
  const { text } = lines[at]!
  const speaks = /\skB$/.test(text) || HEAD_2_4.test(text) || /^HugePages_\w+:\s+\d+$/.test(text)
  return count > 1 || speaks || [...text.matchAll(FIELD)].length > 1 ? count : 0
}

/**
 * Bytes per printed unit. `awk '{print $1, $2}'` drops the unit, which the kernel prints behind every field of these names
 * but the counts; a field nobody knows is a count where it has no unit.
 */
const scaleOf = (key: string, unit: string | undefined): number =>
  unit ? SCALE[unit.toLowerCase()]! : known.has(key) && !key.startsWith('HugePages_') ? KIB : 1

function read(lines: readonly Line[]): Parsed<Meminfo> {
  const fields = new Map<string, Figure<Bytes>>()
  const problems: Problem[] = []
  let node: Figure | undefined
  for (const line of lines) {
    const { text } = line
    if (text === '' || UNIT.test(text) || HEAD_2_4.test(text) || ROW_2_4.test(text) || isComment(text)) continue
    const sample = sampleOf(line)
    if (sample) {
      fields.set(sample.key, sample.figure)
      continue
    }
    let isRead = false
    for (const match of text.matchAll(FIELD)) {
      isRead = true
      const [whole, nodeDigits, key, digits, unit] = match
      const span = spanOf(line, match.index, match.index + whole.length)
      const from = match.index + whole.indexOf(digits!, whole.indexOf(':'))
      const value = readBytes(line, from, from + digits!.length, scaleOf(key!, unit))
      if (nodeDigits !== undefined) node ??= { value: Number(nodeDigits), span }
      if (value === null || isImplausible(value.value)) problems.push({ code: 'implausible', span, what: key! })
      else if (!fields.has(key!)) fields.set(key!, { ...value, span })
      else if (fields.get(key!)!.value !== value.value) problems.push({ code: 'duplicate-key', span, what: key! })
    }
    const key = keyOf(text)
    if (!isRead) problems.push({ code: key ? 'not-a-number' : 'unknown-line', span: spanOf(line), what: key ?? text })
  }
  return { data: node === undefined ? { fields } : { node, fields }, problems }
}

const subject = (data: Meminfo) => (data.node === undefined ? '' : `node ${data.node.value}`)
const shared = {
  role: 'state',
  starts: ['Node ', 'total:', ...METRICS, ...MEMINFO_KEYS],
  files: /(?:^|\/)meminfo$/,
  read,
  subject,
} as const

export const meminfo = defineFormat({
  id: 'meminfo',
  collect: 'cat /proc/meminfo',
  ...shared,
  claim: (lines, at) => claimBlock(lines, at, true),
})

/** A few lines of meminfo without MemTotal (`grep Huge /proc/meminfo`): a kind of its own, so that whole files keep their numbers. */
export const meminfoExcerpt = defineFormat({
  id: 'meminfoExcerpt',
  collect: 'grep Huge /proc/meminfo',
  ...shared,
  claim: (lines, at) => claimBlock(lines, at, false),
})
