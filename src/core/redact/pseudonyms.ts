import { roleOf } from '../findings/programs.ts'
import type { Form } from './kinds.ts'

/** Names that are counted up: `host-1`. */
const COUNTED = [
  'host',
  'user',
  'pod',
  'container',
  'namespace',
  'workload',
  'image',
  'group',
  'arguments',
  'directory',
  'process',
  'guest',
  'sparse',
  'file',
] as const

/** Every way to say a pseudonym: what looks so is replaced no more. */
const PSEUDONYM = new RegExp(
  `^(?:(?:${COUNTED.join('|')})-[1-9]\\d*|domain-[1-9]\\d*\\.example|192\\.0\\.2\\.\\d+|198\\.51\\.100\\.\\d+|203\\.0\\.113\\.\\d+|198\\.1[89]\\.\\d+\\.\\d+|2001:db8::[\\da-f:]+|00[:-]00[:-]5e[:-]00[:-]53[:-][\\da-f]{2}|02[:-]00[:-]5e(?:[:-][\\da-f]{2})+|c0\\d{10}0*|00000000[-_]?0000[-_]?4000[-_]?8000[-_]?\\d{12})$`,
  'i',
)
export const isPseudonym = (name: string): boolean => PSEUDONYM.test(name)

const USED = new RegExp(
  `(?<![\\w-])(${COUNTED.join('|')}|domain)-([1-9]\\d{0,8})(?!\\w)|(?<![\\w.])(192\\.0\\.2\\.\\d{1,3}|198\\.51\\.100\\.\\d{1,3}|203\\.0\\.113\\.\\d{1,3}|198\\.1[89]\\.\\d{1,3}\\.\\d{1,3})(?!\\w)|\\b(c0\\d{10})|\\b00000000[-_]?0000[-_]?4000[-_]?8000[-_]?(\\d{12})|\\b2001:db8::([\\da-f]{1,4})(?![\\w:])|\\b00[:-]00[:-]5e[:-]00[:-]53[:-]([\\da-f]{2})`,
  'g',
)

/** The text with blanks for its pseudonyms, character by character. */
export const withoutPseudonyms = (text: string): string => text.replace(USED, (each) => ' '.repeat(each.length))

/** Gives pseudonyms, each once; those that the texts hold already are left out, so that no two names become one. */
export function namer(texts: readonly string[]): (original: string, form: Form) => string {
  const used = new Set<string>()
  for (const text of texts) for (const match of text.matchAll(USED)) used.add(match[0].replace(/_/g, '-'))
  const counts = new Map<string, number>()
  const next = (form: string, make: (number: number) => string): string => {
    let number = counts.get(form) ?? 0
    let name
    do name = make(++number)
    while (used.has(name))
    counts.set(form, number)
    return name
  }
  return (original, form) => {
    switch (form) {
      case 'ipv4':
        return next(form, documentationAddress)
      case 'ipv6':
        return next(form, (number) => `2001:db8::${number.toString(16)}`)
      case 'mac':
        return next(form, (number) => macOf(number, original.includes('-') ? '-' : ':'))
      case 'domain':
        return next(form, (number) => `domain-${number}.example`)
      case 'id':
        return next(form, (number) => `c0${String(number).padStart(10, '0')}`)
      case 'uid':
        return next(form, (number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)
      case 'process': {
        const role = roleOf(original) ?? 'process'
        return next(role, (number) => `${role}-${number}`)
      }
      default:
        return next(form, (number) => `${form}-${number}`)
    }
  }
}

/** RFC 5737's three nets, then the net for benchmarks (RFC 2544). */
function documentationAddress(number: number): string {
  const nets = ['192.0.2', '198.51.100', '203.0.113']
  const net = nets[Math.floor((number - 1) / 254)]
  if (net !== undefined) return `${net}.${((number - 1) % 254) + 1}`
  const rest = number - 1 - 3 * 254
  return `198.${18 + ((rest >> 16) & 1)}.${(rest >> 8) & 255}.${rest & 255}`
}

/** RFC 7042's addresses for documentation; beyond them, locally administered ones. */
const macOf = (number: number, mark: string): string =>
  (number < 256 ? `00005e0053${number.toString(16).padStart(2, '0')}` : `02005e${number.toString(16).padStart(6, '0')}`)
    .match(/../g)!
    .join(mark)

/** A known pseudonym in the outward form of the original: as long an id, the same marks in a uid. */
export function shaped(pseudonym: string, original: string, form: Form): string {
  if (form === 'id') return pseudonym.padEnd(original.length, '0')
  if (form === 'uid') {
    const mark = original.includes('_') ? '_' : original.includes('-') ? '-' : ''
    return pseudonym.replaceAll('-', mark)
  }
  return pseudonym
}

/** What makes two spellings the same name: a short id is the beginning of the long one. */
export function keyOf(original: string, form: Form): string {
  switch (form) {
    case 'id':
      return original.slice(0, 12).toLowerCase()
    case 'uid':
      return original.replace(/[-_]/g, '').toLowerCase()
    case 'mac':
      return original.replace(/[:-]/g, '').toLowerCase()
    case 'host':
    case 'domain':
    case 'ipv6':
      return original.toLowerCase()
    default:
      return original
  }
}
