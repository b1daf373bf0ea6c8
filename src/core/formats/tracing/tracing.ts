import { readBytes, readFigure } from '../../text/number.ts'
import { spanOf, type Line } from '../../text/line.ts'
import type { Figure } from '../../text/source.ts'
import { KIB, type Bytes } from '../../units.ts'
import { defineFormat } from '../format.ts'
import { isImplausible } from '../keyed.ts'
import { isComplaint, nameOf, valuesOf } from '../sysfs.ts'

/** The ring buffers of ftrace (kernel/trace/trace.c): pages that no field of meminfo holds. */
export interface Tracing {
  /** A buffer beside the main one: `instances/NAME`. */
  readonly instance?: string
  /** Over all CPUs, as far as it is allocated; a tracer that was never used has not expanded its buffers. */
  readonly bufferTotalSize?: Figure<Bytes>
  /** One CPU's. */
  readonly bufferSize?: Figure<Bytes>
  readonly tracingOn?: Figure
}

const FILES = /(?:^|\/)tracing\/(?:instances\/([^/]+)\/)?(?:buffer_total_size_kb|buffer_size_kb|tracing_on)$/
/** `7 (expanded: 1408)`: what is allocated, and what it becomes with the first event. */
const VALUE = /^(\d+)(?:\s+\(expanded:\s*\d+\))?$/

export const tracing = defineFormat({
  id: 'tracing',
  collect: 'sudo grep . /sys/kernel/tracing/buffer_total_size_kb /sys/kernel/tracing/tracing_on',
  role: 'state',
  files: FILES,
  starts: [],
  claim: valuesOf(FILES, VALUE),
  read(lines, { path }) {
    const data: { -readonly [Key in keyof Tracing]: Tracing[Key] } = {}
    const instance = FILES.exec(lines[0]?.path ?? path ?? '')?.[1]
    if (instance !== undefined) data.instance = instance
    const problems = lines.flatMap((line) => {
      if (isComplaint(line)) return []
      const name = nameOf(line.path ?? path ?? '')
      return readInto(data, name, line) ? [] : [{ code: 'not-a-number' as const, span: spanOf(line), what: name }]
    })
    return { data, problems }
  },
  // Files printed one by one under prompts of their own are parts of one picture.
  subject: (data, { path }) => (Object.keys(data).length === 1 ? nameOf(path ?? '') : (data.instance ?? '')),
})

function readInto(data: { -readonly [Key in keyof Tracing]: Tracing[Key] }, name: string, line: Line): boolean {
  const digits = VALUE.exec(line.text)?.[1]
  if (digits === undefined) return false
  const size = readBytes(line, 0, digits.length, KIB)
  if (size === null || isImplausible(size.value)) return false
  if (name === 'buffer_total_size_kb') data.bufferTotalSize = size
  else if (name === 'buffer_size_kb') data.bufferSize = size
  else data.tracingOn = readFigure(line, 0, digits.length)!
  return true
}
