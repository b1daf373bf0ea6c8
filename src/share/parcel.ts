import { languages, type Language } from '../core/language/say.ts'
import type { Source } from '../core/text/source.ts'
import { fromUtf8, toUtf8 } from './utf8.ts'

/** Where on the page the sender stood; absent members are as when a case is opened. */
export interface View {
  readonly snapshot?: number
  /** The two that are compared (`0-2`, `oom[0]-oom[3]`), or `none`. */
  readonly compare?: string
  readonly panel?: string
  readonly focus?: string
  readonly language?: Language
}

/** What a link carries: evidence, never conclusions. Whoever opens it reads it anew. */
export interface Parcel {
  readonly sources: readonly Source[]
  readonly view: View
  /** Not all of the case arrived where it was sent from. */
  readonly partial?: true
}

/** A line of JSON that names the sources and the view, then the texts as they are: they pack better unescaped. */
export function toBytes({ sources, view, partial }: Parcel): Uint8Array {
  const head = { sources: sources.map(({ name, text }) => [name, text.length]), view, partial }
  return toUtf8(`${JSON.stringify(head)}\n${sources.map(({ text }) => text).join('')}`)
}

/** The parcel in `bytes`, or null. Of bytes that are not `whole`, what is there up to the last full line. */
export function fromBytes(bytes: Uint8Array, whole: boolean): Parcel | null {
  const content = fromUtf8(bytes)
  const end = content.indexOf('\n')
  if (end < 0) return null
  const head = headOf(content.slice(0, end))
  if (head === null) return null
  const last = whole ? content.length : content.lastIndexOf('\n') + 1
  let at = end + 1
  const sources: Source[] = []
  for (const [name, length] of head.sources) {
    if (whole && at + length > last) return null
    if (at < last || whole) sources.push({ name, text: content.slice(at, Math.min(at + length, last)) })
    at += length
  }
  if (whole && at !== last) return null
  return { sources, view: head.view, ...(head.partial ? { partial: true } : {}) }
}

interface Head {
  readonly sources: readonly (readonly [name: string, length: number])[]
  readonly view: View
  readonly partial: boolean
}

/** A link comes from anywhere: nothing of it is believed before it is looked at. */
function headOf(json: string): Head | null {
  const head = parse(json)
  if (!isObject(head) || !Array.isArray(head['sources']) || !isObject(head['view'])) return null
  const sources: [string, number][] = []
  for (const each of head['sources'] as readonly unknown[]) {
    if (!Array.isArray(each)) return null
    const [name, length] = each as readonly unknown[]
    if (typeof name !== 'string' || !isCount(length)) return null
    sources.push([name, length])
  }
  const { snapshot, compare, panel, focus, language } = head['view']
  const spoken = languages.find((each) => each === language)
  return {
    sources,
    partial: head['partial'] === true,
    view: {
      ...(isCount(snapshot) ? { snapshot } : {}),
      ...(typeof compare === 'string' ? { compare } : {}),
      ...(typeof panel === 'string' ? { panel } : {}),
      ...(typeof focus === 'string' ? { focus } : {}),
      ...(spoken ? { language: spoken } : {}),
    },
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
