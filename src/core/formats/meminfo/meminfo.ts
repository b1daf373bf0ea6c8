import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { readBytes } from '../../text/number.ts'
import type { Figure } from '../../text/source.ts'
import { KIB, MIB, type Bytes } from '../../units.ts'
import { defineFormat, type Parsed } from '../format.ts'
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

//                  Node 0       MemTotal or Active(anon)        :     16 267 364                kB
const FIELD =
  /(?:\bNode\s*(\d+)\s+)?([A-Z][A-Za-z0-9_]*(?:\([a-z]+\))?)\s*:\s*(-?\d+(?:,\d{3})*)\s*(kB|KB|KiB|MB)?(?![\w.])/g
/** A line that begins like a field, whether or not its value can be read. */
const KEY = /^(?:Node\s*\d+\s+)?([A-Z][A-Za-z0-9_]*(?:\([a-z]+\))?)\s*:/
/** The table in bytes that kernels before 2.5.41 put above the fields. */
const HEAD_2_4 = /^total:\s+used:\s+free:/
const ROW_2_4 = /^(?:Mem|Swap):\s+\d/

const SCALE: Readonly<Record<string, number>> = { kb: KIB, kib: KIB, mb: MIB }

const isField = (text: string) => {
  FIELD.lastIndex = 0
  const match = FIELD.exec(text)
  return match !== null && match.index === 0
}
const nodeOf = (text: string) => /^Node\s*(\d+)\s/.exec(text)?.[1] ?? null
const keyOf = (text: string) => KEY.exec(text)?.[1] ?? null

/** How many lines from `at` on are fields of one file. A damaged line inside is bridged, a repeated MemTotal is not. */
function block(lines: readonly Line[], at: number): number {
  const first = lines[at]!
  const node = nodeOf(first.text)
  let end = at
  let next = at
  const seen = new Set<string>()
  if (HEAD_2_4.test(first.text)) {
    next = at + 1
    while (next < lines.length && ROW_2_4.test(lines[next]!.text)) next++
    end = next
  }
  for (let bridged = 0; next < lines.length; next++) {
    const { text, heading } = lines[next]!
    if (isField(text) && nodeOf(text) === node) {
      const key = keyOf(text)!
      if (seen.has(key) && (key === 'MemTotal' || seen.size > 3)) break
      seen.add(key)
      end = next + 1
      bridged = 0
    } else if (heading !== null || ++bridged > 2 || (text !== '' && !looksDamaged(text))) break
  }
  return end - at
}

/** A line of a meminfo that lost its number or its key. */
const looksDamaged = (text: string) => text.length < 60 && (KEY.test(text) || /\d\s*kB$/.test(text))

const has = (lines: readonly Line[], at: number, count: number, key: string) =>
  lines.slice(at, at + count).some(({ text }) => new RegExp(`(?:^|\\s)${key}\\s*:\\s*\\d`).test(text))

function claimBlock(lines: readonly Line[], at: number, whole: boolean): number {
  const count = block(lines, at)
  if (count === 0 || has(lines, at, count, 'MemTotal') !== whole) return 0
  // One lonely field with a unit is a quotation in prose or a `grep`; without a unit it can be anything.
  return count > 1 || /\skB$/.test(lines[at]!.text) || HEAD_2_4.test(lines[at]!.text) || isCount(lines[at]!.text)
    ? count
    : 0
}

const isCount = (text: string) => /^HugePages_\w+:\s+\d+$/.test(text)

function read(lines: readonly Line[]): Parsed<Meminfo> {
  const fields = new Map<string, Figure<Bytes>>()
  const problems: Problem[] = []
  let node: Figure | undefined
  for (const line of lines) {
    if (line.text === '' || HEAD_2_4.test(line.text) || ROW_2_4.test(line.text)) continue
    let found = false
    for (const match of line.text.matchAll(FIELD)) {
      found = true
      const [whole, nodeDigits, key, digits, unit] = match
      const from = match.index + whole.indexOf(digits!, whole.indexOf(':'))
      const value = readBytes(line, from, from + digits!.length, SCALE[unit?.toLowerCase() ?? ''] ?? 1)
      const figure = value && { ...value, span: spanOf(line, match.index, match.index + whole.length) }
      if (nodeDigits !== undefined) node ??= { value: Number(nodeDigits), span: figure?.span ?? spanOf(line) }
      if (figure === null || figure.value < 0) {
        problems.push({ code: 'implausible', span: spanOf(line), what: key! })
      } else if (!fields.has(key!)) fields.set(key!, figure)
      else if (fields.get(key!)!.value !== figure.value) {
        problems.push({ code: 'duplicate-key', span: figure.span, what: key! })
      }
    }
    if (!found) {
      const key = keyOf(line.text)
      problems.push({
        code: key === null ? 'unknown-line' : 'not-a-number',
        span: spanOf(line),
        what: key ?? line.text,
      })
    }
  }
  return { data: node === undefined ? { fields } : { node, fields }, problems }
}

const starts = ['Node ', 'total:', ...MEMINFO_KEYS]
const subject = (data: Meminfo) => (data.node === undefined ? '' : `node ${data.node.value}`)

export const meminfo = defineFormat({
  id: 'meminfo',
  collect: 'cat /proc/meminfo',
  role: 'state',
  starts,
  claim: (lines, at) => claimBlock(lines, at, true),
  read,
  subject,
})

/** A few lines of meminfo without MemTotal (`grep Huge /proc/meminfo`): a kind of its own, so that whole files keep their numbers. */
export const meminfoExcerpt = defineFormat({
  id: 'meminfoExcerpt',
  collect: 'grep Huge /proc/meminfo',
  role: 'state',
  starts,
  claim: (lines, at) => claimBlock(lines, at, false),
  read,
  subject,
})
