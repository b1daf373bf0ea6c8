import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { KIB } from '../../units.ts'

/** `00400000-00cb1000 r-xp 00000000 fd:01 952273   /bin/alertmanager` */
export const MAPPING_LINE =
  /^([0-9a-f]{1,16}-[0-9a-f]{1,16})\s+([r-][w-][x-][ps])\s+[0-9a-f]{8,}\s+[0-9a-f]+:[0-9a-f]+\s+\d+(?:\s+(\S.*))?$/
/** `Rss:  2952 kB`, `THPeligible: 0`, `VmFlags: rd ex mr` */
const FIELD = /^([A-Z]\w*)\s*:(?:\s*(\S.*))?$/
/** Lines of a mapping that hold words. */
const WORDS: ReadonlySet<string> = new Set(['VmFlags', 'Name', 'ProtectionKey'])
/** The first fields of a mapping: without one of them a mapping is a line of /proc/PID/maps. */
const FIRST = /^(?:Size|Rss|Pss)\s*:\s*\d/

export const mappingOf = (text: string) => {
  const match = MAPPING_LINE.exec(text)
  return match && { range: match[1]!, permissions: match[2]!, name: match[3] ?? null }
}
export const isField = (text: string): boolean => FIELD.test(text)
export const isFirstField = (text: string): boolean => FIRST.test(text)

/** Puts a line's size, in bytes, or its count where it belongs; gives the problem it has. */
export function readField(line: Line, fields: Map<string, number>): Problem | null {
  const [, key, value = ''] = FIELD.exec(line.text) ?? []
  if (key === undefined) return { code: 'unknown-line', span: spanOf(line), what: line.text }
  if (WORDS.has(key)) return null
  const [, digits, unit] = /^(-?\d+)(?:\s+(kB))?$/.exec(value) ?? []
  const number = Number(digits) * (unit ? KIB : 1)
  if (digits === undefined) return { code: value === '' ? 'cut-off' : 'not-a-number', span: spanOf(line), what: key }
  if (number < 0 || !Number.isSafeInteger(number)) return { code: 'implausible', span: spanOf(line), what: key }
  if (!fields.has(key)) fields.set(key, number)
  else if (fields.get(key) !== number) return { code: 'duplicate-key', span: spanOf(line), what: key }
  return null
}
