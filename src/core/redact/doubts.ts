import type { Coverage } from '../coverage.ts'
import { indexFrom } from '../lookup.ts'
import type { Source } from '../text/source.ts'
import { tellingIn } from './file-names.ts'
import { isPseudonym } from './pseudonyms.ts'
import { isTelling } from './standard.ts'
import { sweeper } from './sweep.ts'

/** Why the reader should look: what a stretch of the redacted text looks like. */
export type Why = 'secret' | 'email' | 'url' | 'address' | 'code' | 'path' | 'part' | 'person' | 'name' | 'file'

/** Something that the rules can't be sure of, in the redacted text. */
export interface Doubt {
  readonly why: Why
  readonly text: string
  readonly source: number
  /** From 1; 0 for the name of the source itself. */
  readonly line: number
  readonly from: number
  readonly to: number
  /** How often it stands there. */
  readonly count: number
}

/** More than anybody reads. */
const MOST = 300

/** By their shape, in every line. */
const SHAPES: readonly (readonly [Why, RegExp])[] = [
  [
    'secret',
    /\b(?:password|passwd|pwd|token|secret|api[_-]?key|credential|authorization|bearer)s?["']?\s*[=:]\s*["']?[^\s"',;]{3,}/gi,
  ],
  ['url', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s'"<>)\]]{1,300}/gi],
  ['email', /(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g],
  ['address', /(?<![\w.-])(?:\d{1,3}[-_]){3}\d{1,3}(?![\w-]|\.\d)|(?<![\w.])\d{1,3}(?:\.\d{1,3}){1,2}\.[x*](?!\w)/g],
  ['code', /(?<![\w/+.-])(?=[\w/+]*\d)(?=[\w/+]*[a-zA-Z])(?:[\da-f]{20,}|[A-Za-z\d+/]{40,}={0,2})(?![\w/+-])/g],
  [
    'path',
    /(?<![\w.])\/(?:opt|srv|data\d*|mnt|media|apps?|export|nfs|u\d\d|work|scratch|projects?|var\/www|usr\/local\/(?!s?bin|lib|share))\/?[\w.@/+-]{2,200}/g,
  ],
]
/** In lines that nobody has understood: prose, and formats that we don't know. */
const IN_PROSE: readonly (readonly [Why, RegExp])[] = [
  [
    'person',
    /\b(?:[Tt]hanks|[Rr]egards|[Cc]heers|Hi|Hello|Dear|From|Cc|Reported by|Signed-off-by)[,:]?\s+([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)/g,
  ],
  ['name', /(?<![\w./-])(?=[\w-]{0,60}\d)[A-Za-z][A-Za-z\d]*(?:[-_][A-Za-z\d]+)+(?![\w./-]|\()/g],
]

/** What may still be a name; `originals` are those that were replaced. */
export function doubtsIn(
  sources: readonly Source[],
  coverage: readonly Coverage[],
  originals: readonly string[],
): Doubt[] {
  const doubts = new Map<string, { -readonly [Key in keyof Doubt]: Doubt[Key] }>()
  const put = (why: Why, source: number, line: number, from: number, text: string) => {
    const key = `${why} ${text}`
    const known = doubts.get(key)
    if (known) known.count++
    else if (doubts.size < MOST) doubts.set(key, { why, text, source, line, from, to: from + text.length, count: 1 })
  }
  const parts = sweeper(partsOf(originals).map((part) => [part, part, true] as const))
  sources.forEach(({ name, text }, source) => {
    const lineAt = counter(text)
    for (const [why, pattern] of SHAPES) {
      for (const { 0: shape, index } of text.matchAll(pattern)) {
        if (!isHarmless(why, shape)) put(why, source, lineAt(index), index, shape)
      }
    }
    parts(text, (from, to) => put('part', source, lineAt(from), from, text.slice(from, to)))
    for (const [first, last] of coverage.find((each) => each.source === source)?.unrecognised ?? []) {
      const from = lineAt.start(first)
      const prose = text.slice(from, lineAt.start(last + 1))
      for (const [why, pattern] of IN_PROSE) {
        for (const match of prose.matchAll(pattern)) {
          const word = match[1] ?? match[0]
          const at = from + match.index + match[0].indexOf(word)
          if (!isHarmless(why, word)) put(why, source, lineAt(at), at, word)
        }
      }
    }
    if (tellingIn(name)) put('file', source, 0, 0, name)
  })
  const found = [...doubts.values()].sort((a, b) => a.source - b.source || a.from - b.from || b.to - a.to)
  let last: Doubt | undefined
  // A part of what is listed already is seen with it.
  return found.filter((each) => {
    const inside = last !== undefined && each.why === 'part' && each.source === last.source && each.to <= last.to
    if (!inside) last = each
    return !inside
  })
}

function isHarmless(why: Why, text: string): boolean {
  switch (why) {
    case 'email':
      return (
        /^(?:user-\d+|root)@(?:host-\d+\.)?domain-\d+\.example$/.test(text) ||
        /\.(?:service|slice|scope|socket)$/.test(text)
      )
    case 'url':
      return (
        /^\w+:\/\/(?:[\w-]+\.)*(?:kernel\.org|kubernetes\.io|redhat\.com|ubuntu\.com|debian\.org)\//.test(text) ||
        /:\/\/c0\d{10}0*$/.test(text)
      )
    case 'name':
      return (
        /(?:^|-)(?:host|user|pod|container|namespace|workload|image|group|arguments|directory|process|guest|sparse|domain)-\d+/.test(
          text,
        ) || /\d(?:kB|[KMGT]i?B?)$/.test(text)
      )
    case 'code':
      return isPseudonym(text) || /^0+[\da-f]{0,16}$/.test(text)
    default:
      return isPseudonym(text)
  }
}

/** Words of which replaced names are made: what they name may be said elsewhere. */
function partsOf(originals: readonly string[]): string[] {
  const parts = new Set<string>()
  for (const original of originals.slice(0, 5000)) {
    if (original.length > 100) continue
    for (const part of original.split(/[^\p{L}]+/u))
      if (part.length >= 4 && isTelling(part) && !GENERIC.test(part)) parts.add(part)
  }
  return [...parts]
}

/** Words that say what a thing is rather than whose. */
const GENERIC =
  /^(?:agent|apache|client|cloud|cluster|daemon|database|deploy|device|director\w*|domain|example|gateway|guest|helper|index\w*|internal|listener|local\w*|management|member|message|networ\w*|notif\w*|operator|pods?|postgres\w*|process\w*|production|program|python|qemu|region|resource|runner|sched\w*|scheduler|script|search|server|service|session|shell|staging|stream|stress|systemd|thread|timer|traffic|update|west|east|north|south|central|worker|writer)$/i

/** Tells the line of an offset, from 1. */
function counter(text: string) {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const lineAt = (offset: number): number => indexFrom(starts, offset + 1, (start) => start)
  return Object.assign(lineAt, { start: (line: number) => starts[line - 1] ?? text.length })
}
