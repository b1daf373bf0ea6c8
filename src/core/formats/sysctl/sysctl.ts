import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import type { Figure } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { nameOf } from '../sysfs.ts'

/** Settings of vm and their neighbours, by name (`vm.min_free_kbytes`), as printed; several numbers as a list. */
export interface Sysctl {
  readonly fields: ReadonlyMap<string, Figure | readonly number[]>
}

/** `vm.swappiness = 60`, and `vm.swappiness=60` of a sysctl.conf. */
const SETTING =
  /^((?:vm|kernel\.(?:shm\w|panic|oom)|fs\.(?:[a-z]+-(?:nr|max|state)|pipe-[a-z-])|net\.(?:ipv4\.(?:tcp|udp)_[rw]?mem|core\.(?:[rw]|opt)?mem))[.\w-]*)\s*[=:]\s*(\S.*|)$/
const FILES = /(?:^|\/)proc\/sys\/((?:vm|kernel|net|fs)\/[\w/-]+)$/
const NUMBERS = /^-?\d+(?:\s+-?\d+)*$/

/** The name and the value's place of a setting, in either form. */
function settingOf(line: Line, path: string | null): { name: string; from: number } | null {
  const setting = SETTING.exec(line.text)
  if (setting) return { name: setting[1]!, from: line.text.length - setting[2]!.length }
  const file = FILES.exec(line.path ?? path ?? '')
  return file ? { name: file[1]!.replaceAll('/', '.'), from: 0 } : null
}

export const sysctl = defineFormat({
  id: 'sysctl',
  collect: 'sysctl vm.min_free_kbytes vm.overcommit_memory vm.swappiness',
  role: 'state',
  files: FILES,
  starts: ['vm.', 'kernel.', 'net.', 'fs.'],
  claim(lines, at, path) {
    const first = lines[at]!
    if (!SETTING.test(first.text)) {
      if (!FILES.test(first.path ?? path ?? '') || !NUMBERS.test(first.text)) return 0
      let end = at + 1
      while (first.path !== null && FILES.test(lines[end]?.path ?? '')) end++
      return end - at
    }
    const seen = new Set<string>()
    let end = at
    for (; end < lines.length; end++) {
      const name = SETTING.exec(lines[end]!.text)?.[1]
      if (name === undefined || seen.has(name)) break
      seen.add(name)
    }
    return end - at
  },
  read(lines, { path }) {
    const fields = new Map<string, Figure | readonly number[]>()
    const problems: Problem[] = []
    for (const line of lines) {
      const setting = settingOf(line, path)
      if (setting === null) continue
      const figure = readFigure(line, setting.from, line.text.length)
      const value = line.text.slice(setting.from)
      if (figure) fields.set(setting.name, figure)
      else if (NUMBERS.test(value)) fields.set(setting.name, value.split(/\s+/).map(Number))
      else problems.push({ code: 'not-a-number', span: spanOf(line), what: setting.name })
    }
    return { data: { fields }, problems }
  },
  // Files printed one by one under prompts of their own are one picture.
  subject: (data, { path }) => (path !== null && data.fields.size === 1 ? nameOf(path) : ''),
})
