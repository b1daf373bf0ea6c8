import { spanOf } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import { quoteAt } from '../../text/quote.ts'
import type { Figure, Quote } from '../../text/source.ts'
import { defineLogFormat, type Parsed } from '../format.ts'
import { eventOf } from '../kernel-log/events.ts'

/** A single line of a log that tells something about memory. */
export interface KernelEvent {
  /** `drop-caches`, `boot-memory`, `hung-task` …: see `events.ts`. */
  readonly event: string
  /** The line itself. */
  readonly text: Quote
  /** What it names, under the names of `events.ts`; sizes in bytes. */
  readonly fields: ReadonlyMap<string, Figure | Quote>
}

export const kernelEvent = defineLogFormat({
  id: 'kernelEvent',
  collect: 'journalctl -k --no-pager',
  role: 'event',
  read(lines): Parsed<KernelEvent> {
    const line = lines[0]!
    const found = eventOf(line)
    const fields = new Map<string, Figure | Quote>()
    const groups = found?.match.indices?.groups
    for (const name of groups ? Object.keys(groups) : []) {
      const range = groups![name]
      if (!range) continue
      const scale = found!.shape.numbers[name]
      const value = scale === undefined ? quoteAt(line, ...range) : readFigure(line, ...range, scale)
      if (value) fields.set(FIELDS.get(name) ?? name, value)
    }
    return {
      data: { event: found?.shape.event ?? 'unknown', text: { value: line.text, span: spanOf(line) }, fields },
      problems: [],
    }
  },
})

/** Page sizes of pools are printed in two units. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['gigabytes', 'pageSize'],
  ['megabytes', 'pageSize'],
])

/** A number that an event names. */
export function numberIn({ fields }: KernelEvent, name: string): Figure | undefined {
  const field = fields.get(name)
  return field && typeof field.value === 'number' ? (field as Figure) : undefined
}

/** A word that an event names. */
export function wordIn({ fields }: KernelEvent, name: string): Quote | undefined {
  const field = fields.get(name)
  return field && typeof field.value === 'string' ? (field as Quote) : undefined
}
