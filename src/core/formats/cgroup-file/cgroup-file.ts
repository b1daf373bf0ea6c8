import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { isUnlimited, readFigure } from '../../text/number.ts'
import type { Figure, Quote } from '../../text/source.ts'
import { defineFormat, type Parsed } from '../format.ts'
import { entriesFrom, entryOf, isImplausible, readEntries } from '../keyed.ts'
import { isEvent, isSize } from '../memory-stat/keys.ts'
import { CGROUP_FILE, fileOf, isLimit, keysOf, NUMA_ROW } from './files.ts'
import { fileName, groupOf } from '../cgroup-path.ts'

/** A file of a control group, of either version, other than memory.stat and memory.pressure. */
export interface CgroupFile {
  readonly path?: string
  /** `memory.current`, `memory.limit_in_bytes`, … */
  readonly name: string
  /** Bytes, or a count where the file has one; v2 prints `max` for no limit. */
  readonly value?: Figure | Quote
  /** The file holds a bound and the bound is none: how the kernel spells it. */
  readonly unlimited?: Quote
  /** The entries of a keyed file; memory.numa_stat as `anon.N0`. */
  readonly values?: ReadonlyMap<string, Figure>
}

/** `memory.max: max`, as a script prints a file behind its name. */
const NAMED = /^((?:memory(?!\.(?:stat|pressure)\b)|hugetlb)\.[\w.]+)(\s*[:=]\s*|\s+)(-?\d+|max)$/
const VALUE = /^(?:-?\d+|max)$/

export const cgroupFile = defineFormat({
  id: 'cgroupFile',
  collect: 'grep . /sys/fs/cgroup/<group>/memory.*',
  role: 'state',
  files: CGROUP_FILE,
  starts: [
    'memory.',
    'hugetlb.',
    'low ',
    'high ',
    'oom_kill_disable ',
    'nr_descendants ',
    'populated ',
    'total=',
    'hierarchical_total=',
    'anon N',
    'file N',
  ],
  claim(lines, at, path) {
    const { text, path: grepped } = lines[at]!
    if (NAMED.test(text)) return 1
    if (NUMA_ROW.test(text)) return numaRows(lines, at, path?.endsWith('numa_stat') ?? false)
    const name = path && CGROUP_FILE.test(path) ? fileName(path) : null
    const keys = name && keysOf(name)
    if (keys) return keyedLines(lines, at, keys)
    if (name === null) {
      const [file, least] = fileOf(entryOf(text)?.key ?? '') ?? []
      const count = file === undefined ? 0 : keyedLines(lines, at, keysOf(file)!, true)
      return count >= least! ? count : 0
    }
    // What grep printed behind a file's name is that file's, whatever it is; below a prompt anything can stand.
    return VALUE.test(text) || (grepped !== null && /^\S{1,40}$/.test(text)) ? 1 : 0
  },
  read(lines, { path, pageSize }) {
    const [line] = lines
    if (line === undefined) return { data: { name: '' }, problems: [] }
    const named = NAMED.exec(line.text)
    const name = named?.[1] ?? (path && CGROUP_FILE.test(path) ? fileName(path) : nameByContent(line))
    const place = { ...(path !== null && { path: path.endsWith('/') ? path + name : path }), name }
    if (NUMA_ROW.test(line.text)) return readNuma(lines, place, pageSize)
    if (named === null && keysOf(name)) {
      const { fields, problems } = readEntries(lines)
      return { data: { ...place, values: fields }, problems }
    }
    return readValue(line, named ? named[1]!.length + named[2]!.length : 0, place)
  },
  subject: ({ name, value, unlimited, values }, { path }) =>
    `${groupOf(path, (value ?? unlimited ?? firstOf(values))?.span)} ${name}`,
})

const firstOf = (values: CgroupFile['values']) => values?.values().next().value

type Place = Pick<CgroupFile, 'path' | 'name'>

/** The entries of one keyed file; the next one can follow directly (`cat memory.events memory.swap.events`). */
function keyedLines(lines: readonly Line[], at: number, keys: RegExp, isStrict = false): number {
  const seen = new Set<string>()
  return entriesFrom(lines, at, {
    knows: (key) => keys.test(key),
    ends: (key) => seen.has(key) || (!keys.test(key) && (isStrict || isElsewhere(key))) || !seen.add(key),
  })
}

/** A key of memory.stat or cgroup.stat. */
const isElsewhere = (key: string) => isSize(key) || isEvent(key) || key.startsWith('nr_')

function numaRows(lines: readonly Line[], at: number, named: boolean): number {
  let end = at
  while (end < lines.length && NUMA_ROW.test(lines[end]!.text) && lines[end]!.path === lines[at]!.path) end++
  // A row of `/proc/PID/numa_maps` has more words; one row alone can be anything.
  return end - at > 1 || named ? end - at : 0
}

function nameByContent({ text }: Line): string {
  if (NUMA_ROW.test(text)) return 'memory.numa_stat'
  return fileOf(entryOf(text)?.key ?? '')?.[0] ?? ''
}

function readValue(line: Line, from: number, place: Place): Parsed<CgroupFile> {
  const text = line.text.slice(from)
  const unlimited = { value: text, span: spanOf(line, from) }
  if (text === 'max') return { data: { ...place, value: unlimited, unlimited }, problems: [] }
  const value = readFigure(line, from, line.text.length)
  if (value && isLimit(place.name) && isUnlimited(value.value)) return { data: { ...place, unlimited }, problems: [] }
  if (value && !isImplausible(value.value)) return { data: { ...place, value }, problems: [] }
  const code = value === null ? 'not-a-number' : 'implausible'
  return { data: place, problems: [{ code, span: spanOf(line, from), what: place.name }] }
}

function readNuma(lines: readonly Line[], place: Place, pageSize: number): Parsed<CgroupFile> {
  const values = new Map<string, Figure>()
  const problems: Problem[] = []
  for (const line of lines) {
    const [, row] = /^(\w+)/.exec(line.text)!
    // Only v1 prints the sum, and counts pages (mm/memcontrol-v1.c, memcg_numa_stat_show).
    const scale = line.text[row!.length] === '=' ? pageSize : 1
    for (const match of line.text.matchAll(/(\w{1,64})=(\d+)/g)) {
      const [whole, label, digits] = match
      const to = match.index + whole.length
      const key = label === row ? row : `${row!}.${label!}`
      const figure = readFigure(line, to - digits!.length, to, scale)
      if (figure === null || isImplausible(figure.value)) {
        problems.push({ code: 'implausible', span: spanOf(line, match.index, to), what: key! })
      } else if (!values.has(key!)) values.set(key!, figure)
    }
  }
  return { data: { ...place, values }, problems }
}
