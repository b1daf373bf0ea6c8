import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { integer } from '../../text/number.ts'
import type { Figure, Span } from '../../text/source.ts'
import { bytes, KIB, type Bytes } from '../../units.ts'
import { sizeIn } from '../cell.ts'
import { defineFormat } from '../format.ts'

/** One process, with each shared page divided among those that map it. */
export interface AndroidProcess {
  readonly span: Span
  readonly pss: Bytes
  readonly name: string
  readonly pid?: number
}

/** `dumpsys meminfo` of Android, the parts about the device (services/core/.../ActivityManagerService.java, dumpApplicationMemoryUsage). */
export interface DumpsysMeminfo {
  /** MemTotal. */
  readonly total?: Figure<Bytes>
  /** Free, cache, and the processes that are kept only for as long as nobody needs their memory. */
  readonly free?: Figure<Bytes>
  readonly used?: Figure<Bytes>
  /** What neither processes nor the kernel's counters explain: drivers, graphics. */
  readonly lost?: Figure<Bytes>
  readonly zram?: { readonly physical?: Figure<Bytes>; readonly swapped?: Figure<Bytes> }
  readonly processes: readonly AndroidProcess[]
}

const SECTION = /^Total (?:PSS|RSS) by ([\w ]{3,30}):$/
/** `216,067K: system (pid 1211)    (0K in swap)`, before Android 7 `53001 kB: …` */
const ROW = /^(\d[\d,]*)(?:K| kB): (\S.*)$/
/** What stands behind a name: ` (pid 2800 / activities)`, `   (    0K in swap)`. */
const PID = /^ \(pid (\d+)/
const SUM = /^(Total|Free|Used|Lost) RAM:\s*(\d[\d,]*)(?:K| kB)/
const ZRAM = /^ZRAM:\s*(\d[\d,]*)(?:K| kB) physical used for\s+(\d[\d,]*)(?:K| kB) in swap/
/** Lines that say nothing we keep. */
const OTHER =
  /^(?:Applications Memory Usage \(|Uptime: \d+ Realtime: \d+|Tuning: \d|(?:DMA-BUF|GPU|ION|KSM|Kernel CMA)[\w ]*:\s)/
const NAMES = { Total: 'total', Free: 'free', Used: 'used', Lost: 'lost' } as const

const isOwn = ({ text }: Line) =>
  SECTION.test(text) || ROW.test(text) || SUM.test(text) || ZRAM.test(text) || OTHER.test(text)

export const dumpsysMeminfo = defineFormat({
  id: 'dumpsysMeminfo',
  collect: 'dumpsys meminfo',
  role: 'selection',
  starts: ['Applications Memory Usage (', 'Total PSS by', 'Total RSS by', 'Total RAM:'],
  claim(lines, at) {
    let end = at
    for (let next = at; next < lines.length && next - end < 3; next++) {
      const line = lines[next]!
      if (isOwn(line)) end = next + 1
      else if (line.text !== '' || line.heading) break
    }
    return lines.slice(at, end).some(({ text }) => SUM.test(text) || ROW.test(text)) ? end - at : 0
  },
  read(lines) {
    const problems: Problem[] = []
    const sums: { [Each in (typeof NAMES)[keyof typeof NAMES]]?: Figure<Bytes> } = {}
    let zram: DumpsysMeminfo['zram']
    const processes: AndroidProcess[] = []
    let section = ''
    const figure = (line: Line, digits: string, what: string, after = 0) => {
      const from = line.text.indexOf(digits, after)
      return sizeIn(line, { text: digits, from, to: from + digits.length }, { unit: KIB }, what, problems)
    }
    for (const line of lines) {
      section = SECTION.exec(line.text)?.[1] ?? section
      const [, name, digits] = SUM.exec(line.text) ?? []
      if (name !== undefined) {
        const sum = figure(line, digits!, `${name} RAM`)
        if (sum) sums[NAMES[name as keyof typeof NAMES]] ??= sum
        continue
      }
      const [, physical, swapped] = ZRAM.exec(line.text) ?? []
      if (physical !== undefined) {
        const [own, all] = [figure(line, physical, 'ZRAM'), figure(line, swapped!, 'ZRAM', line.text.indexOf(' for '))]
        zram = { ...(own && { physical: own }), ...(all && { swapped: all }) }
        continue
      }
      // The same processes again by what Android would kill first, and their memory by kind.
      const [, size, rest] = section === 'process' ? (ROW.exec(line.text) ?? []) : []
      const kib = size === undefined ? null : integer(size)
      if (kib === null) continue
      const end = rest!.indexOf(' (')
      const pid = end < 0 ? undefined : PID.exec(rest!.slice(end))?.[1]
      processes.push({
        span: spanOf(line),
        pss: bytes(kib * KIB),
        name: (end < 0 ? rest! : rest!.slice(0, end)).trimEnd(),
        ...(pid === undefined ? {} : { pid: Number(pid) }),
      })
    }
    return { data: { ...sums, ...(zram && { zram }), processes }, problems }
  },
})
