import type { Axis, TrackUnit } from '../course/track.ts'
import { GIB, KIB, MIB } from '../units.ts'

/** A place on an axis that has a line, and what stands beside it. */
export interface Tick {
  readonly at: number
  readonly label: string
}

const UNITS: readonly (readonly [size: number, name: string])[] = [
  [1024 * GIB, 'TiB'],
  [GIB, 'GiB'],
  [MIB, 'MiB'],
  [KIB, 'KiB'],
  [1, 'B'],
]

/** Values at which an axis has a line, round in its unit, and what stands beside them. */
export function valueTicks(least: number, most: number, unit: TrackUnit): readonly Tick[] {
  // A level line runs through the middle; one far above nought does not have to stand on it.
  const margin = least === most ? Math.abs(least) * 0.1 : 0
  const low = least >= 0 && least < 0.5 * most ? 0 : least - margin
  const high = most + margin > low ? most + margin : low + 1
  const isBytes = unit === 'bytes' || unit === 'bytes/s'
  const [size, name] = isBytes ? (UNITS.find(([each]) => Math.abs(high) >= each) ?? [1, 'B']) : [1, '']
  const step = niceStep((high - low) / size / 4) * size
  const first = Math.floor(low / step)
  const count = Math.ceil(high / step - first - 1e-9)
  const suffix = unit === 'bytes/s' ? `${name}/s` : unit === '/s' ? '/s' : unit === 'percent' ? '%' : name
  return Array.from({ length: count + 1 }, (_, index) => {
    const at = (first + index) * step
    return { at, label: `${Number((at / size).toPrecision(6))}${suffix === '' ? '' : `\u202f${suffix}`}` }
  })
}

/** The least of 1, 2 and 5 with noughts that is not below a number. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 5, 10].find((each) => each * power >= rough * (1 - 1e-9)) ?? 10) * power
}

const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
  1_209_600, 2_592_000, 7_776_000, 31_536_000,
]
const WIDTH = 84

const two = (number: number) => String(number).padStart(2, '0')

/** Times at which an axis has a line, at full minutes, hours or days; numbers where the axis counts. */
export function timeTicks(from: number, to: number, width: number, axis: Axis): readonly Tick[] {
  const room = Math.max(2, Math.floor(width / WIDTH))
  const rough = (to - from) / room
  const isNumber = axis === 'number' || axis === 'elapsed'
  const step = isNumber
    ? Math.max(1, niceStep(Math.max(rough, Number.MIN_VALUE)))
    : (STEPS.find((each) => each >= rough) ?? Math.ceil(rough / STEPS.at(-1)!) * STEPS.at(-1)!)
  const first = Math.ceil(from / step)
  const count = Math.max(0, Math.floor(to / step) - first + 1)
  return Array.from({ length: Math.min(count, 100) }, (_, index) => {
    const at = (first + index) * step
    return { at, label: isNumber ? labelOfNumber(at, axis) : labelOfTime(at, step, axis, index === 0) }
  })
}

const labelOfNumber = (at: number, axis: Axis) => (axis === 'elapsed' ? `+${at}\u202fs` : String(at))

function labelOfTime(at: number, step: number, axis: Axis, isFirst: boolean): string {
  const date = new Date(at * 1000)
  const day = `${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${step < 60 ? `:${two(date.getUTCSeconds())}` : ''}`
  if (axis === 'day') return clock
  if (step >= 86_400 * 180) return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}`
  if (step >= 86_400) return day
  return isFirst || at % 86_400 === 0 ? `${day} ${clock}` : clock
}
