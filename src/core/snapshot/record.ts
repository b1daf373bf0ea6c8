import type { Segment } from '../formats/segment.ts'
import type { Context, Format, Role } from '../formats/format.ts'
import { formats, logFormats, type DataOf, type FormatId } from '../formats/index.ts'
import type { Problem } from '../problem.ts'
import type { Line } from '../text/line.ts'
import { bytes, type Bytes } from '../units.ts'

/** First and last physical line, both from 1 and inclusive. */
export type LineRange = readonly [first: number, last: number]

/** One dump, read. */
export interface RecordOf<Id extends FormatId> {
  /** `meminfo[0]`: the kind and its number in order of appearance. */
  readonly id: string
  readonly kind: Id
  readonly data: DataOf<Id>
  readonly problems: readonly Problem[]
  readonly source: number
  /** The lines it was read from; several ranges where other programs' lines stood between. */
  readonly ranges: readonly LineRange[]
  /** The heading line above it, if any: understood, but not part of the dump. */
  readonly headingLine: number | null
  readonly context: Context
  readonly role: Role
  /** What it is about: `''` is the host. */
  readonly subject: string
  /** As printed in the log prefix, or null. */
  readonly time: string | null
  readonly uptime: number | null
  readonly host: string | null
}

export type AnyRecord = { [Id in FormatId]: RecordOf<Id> }[FormatId]

const byId = new Map<string, Format<FormatId, unknown>>(
  // Each record is read by the format of its own id, so data and kind belong together; the union can't express it.
  [...formats, ...logFormats].map((format) => [format.id, format as unknown as Format<FormatId, unknown>]),
)

/** Reads the segments of all sources, in order, and numbers the records of each kind. */
export function readAll(segments: readonly Segment[], pageSize: Bytes = bytes(4096)): AnyRecord[] {
  const counts = new Map<FormatId, number>()
  return segments.flatMap((segment) => {
    const format = byId.get(segment.format)
    const first = segment.lines[0]
    if (!format || !first) return []
    const number = counts.get(segment.format) ?? 0
    counts.set(segment.format, number + 1)
    const heading = segment.heading?.heading ?? null
    const context: Context = { heading, path: segment.path ?? null, pageSize }
    const { data, problems } = format.read(segment.lines, context)
    const record = {
      id: `${segment.format}[${number}]`,
      kind: segment.format,
      data,
      problems,
      source: first.source,
      ranges: rangesOf(segment.lines),
      headingLine: segment.heading?.number ?? null,
      context,
      role: format.role,
      subject: format.subject?.(data, context) ?? '',
      time: first.origin?.time ?? null,
      uptime: first.origin?.uptime ?? null,
      host: first.origin?.host ?? heading?.host ?? segment.host ?? null,
    }
    return [record as AnyRecord]
  })
}

function rangesOf(lines: readonly Line[]): LineRange[] {
  const ranges: [number, number][] = []
  for (const { number, last } of lines) {
    const open = ranges.at(-1)
    if (open && number <= open[1] + 1) open[1] = Math.max(open[1], last)
    else ranges.push([number, last])
  }
  return ranges
}
