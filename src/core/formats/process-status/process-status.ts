import { spanOf, type Line } from '../../text/line.ts'
import type { Figure, Quote } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { readEntries } from '../keyed.ts'
import { processOf } from '../process.ts'
import { isCount, isKnown, isMemory, MEMORY_KEYS } from './keys.ts'

/** /proc/PID/status, whole or the lines that grep left: sizes in bytes, counts and ids as printed, by the kernel's keys. */
export interface ProcessStatus {
  readonly Name?: Quote
  readonly State?: Quote
  readonly fields: ReadonlyMap<string, Figure>
}

const LINE = /^([A-Za-z_]\w*)\s*:(?:\s*(\S.*))?$/
const keyOf = (text: string) => LINE.exec(text)?.[1] ?? null

export const processStatus = defineFormat({
  id: 'processStatus',
  collect: 'grep -E "^(Name|Pid|Vm|Rss|Hugetlb|Threads)" /proc/<pid>/status',
  role: 'state',
  starts: ['Name:', 'Umask:', 'State:', 'Tgid:', 'Pid:', 'Threads:', ...MEMORY_KEYS],
  files: /^\/proc\/[^/]+\/(?:task\/[^/]+\/)?status$/,
  claim(lines, at) {
    const seen = new Set<string>()
    let end = at
    // A vendor's key between known ones is the file's own (RHEL 6: `Utrace`).
    for (let next = at; next < lines.length && next - end < 3; next++) {
      const { text, path, heading } = lines[next]!
      const key = keyOf(text)
      // A key again is the next process.
      if (key === null || seen.has(key) || path !== lines[at]!.path || heading !== null) break
      if (isKnown(key)) {
        seen.add(key)
        end = next + 1
      }
    }
    // Many tools print a name and a state; only this file tells of memory in this way.
    return [...seen].some(isMemory) && (seen.size > 1 || /\bkB$/.test(lines[at]!.text)) ? end - at : 0
  },
  read(lines) {
    const numbers = lines.filter(({ text }) => {
      const key = keyOf(text) ?? ''
      return isMemory(key) || isCount(key)
    })
    const { fields, problems } = readEntries(numbers)
    const name = quoted(lines, 'Name')
    const state = quoted(lines, 'State')
    return { data: { ...(name && { Name: name }), ...(state && { State: state }), fields }, problems }
  },
  subject({ Name: name, fields }, { path }) {
    const pid = fields.get('Pid')?.value
    const process = processOf(path)
    return pid !== undefined ? `process ${pid}` : process === 'process' && name ? `process ${name.value}` : process
  },
})

function quoted(lines: readonly Line[], wanted: string): Quote | null {
  for (const line of lines) {
    const [, key, value] = LINE.exec(line.text) ?? []
    if (key === wanted && value) return { value, span: spanOf(line, line.text.length - value.length) }
  }
  return null
}
