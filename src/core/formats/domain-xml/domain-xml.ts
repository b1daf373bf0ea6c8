import type { Problem } from '../../problem.ts'
import { spanOf } from '../../text/line.ts'
import { integer } from '../../text/number.ts'
import type { Figure, Quote } from '../../text/source.ts'
import { bytes, KIB, type Bytes } from '../../units.ts'
import { defineFormat } from '../format.ts'

/** The memory of a guest as libvirt defines it (`virsh dumpxml`), whole or in excerpt. */
export interface DomainXml {
  readonly name?: Quote
  /** What the guest is given when it boots. */
  readonly memory?: Figure<Bytes>
  /** What its balloon leaves it. */
  readonly currentMemory?: Figure<Bytes>
  /** Up to where memory can be plugged in. */
  readonly maxMemory?: Figure<Bytes>
  readonly vcpu?: Figure
}

/** libvirt's units (util/virutil.c, virScaleInteger): KiB where none is named. */
const UNIT: Readonly<Record<string, number>> = {
  b: 1,
  bytes: 1,
  KB: 1e3,
  k: KIB,
  KiB: KIB,
  MB: 1e6,
  M: 2 ** 20,
  MiB: 2 ** 20,
  GB: 1e9,
  G: 2 ** 30,
  GiB: 2 ** 30,
  TB: 1e12,
  T: 2 ** 40,
  TiB: 2 ** 40,
}

const ELEMENT = /^<(memory|currentMemory|maxMemory|vcpu|name)\b([^<>]*)>([^<>]*)<\//
/** Longer definitions than anybody's. */
const MOST = 5000

export const domainXml = defineFormat({
  id: 'domainXml',
  collect: 'virsh dumpxml NAME',
  role: 'fact',
  starts: ['<domain', '<memory', '<currentMemory', '<maxMemory'],
  claim(lines, at) {
    const whole = /^<domain[\s>]/.test(lines[at]!.text)
    let end = at
    let memory = false
    for (; end < lines.length && end < at + MOST; end++) {
      const { text } = lines[end]!
      const element = ELEMENT.exec(text)?.[1]
      // The next guest's begins.
      if (end > at && (/^<domain[\s>]/.test(text) || (!whole && memory && element === 'memory'))) break
      if (!text.startsWith('<') && !(whole && text !== '')) break
      memory ||= element === 'memory' || element === 'currentMemory'
      if (text.startsWith('</domain>')) return memory ? end + 1 - at : 0
    }
    return memory ? end - at : 0
  },
  read(lines) {
    const problems: Problem[] = []
    const data: { -readonly [Key in keyof DomainXml]: DomainXml[Key] } = {}
    for (const line of lines) {
      const element = ELEMENT.exec(line.text)
      if (!element) continue
      const [whole, tag, attributes, content] = element as unknown as [string, keyof DomainXml, string, string]
      const value = content.trim()
      const from = whole.indexOf('>') + 1 + content.length - content.trimStart().length
      const span = spanOf(line, from, from + value.length)
      if (tag === 'name') {
        data.name ??= { value, span }
        continue
      }
      const count = integer(value)
      const unit = tag === 'vcpu' ? 1 : scaleOf(attributes)
      if (unit === undefined) problems.push({ code: 'unknown-unit', span: spanOf(line), what: tag })
      else if (count === null) problems.push({ code: 'not-a-number', span, what: tag })
      else if (count < 0 || !Number.isSafeInteger(count * unit)) problems.push({ code: 'implausible', span, what: tag })
      else data[tag] ??= { value: bytes(count * unit), span }
    }
    return { data, problems }
  },
})

function scaleOf(attributes: string): number | undefined {
  const unit = /\bunit\s*=\s*['"]?(\w+)/.exec(attributes)?.[1] ?? 'KiB'
  return Object.hasOwn(UNIT, unit) ? UNIT[unit] : undefined
}
