import type { TimeSeries } from '../formats/time-series/time-series.ts'
import { addPoint, draft, finished, type Series, type SeriesDraft } from '../formats/time-series/series.ts'
import type { Sar } from '../formats/sar/sar.ts'
import type { VmstatCommand } from '../formats/vmstat-command/vmstat-command.ts'
import type { AnyRecord, RecordOf } from '../snapshot/record.ts'
import { instantOf } from '../text/time.ts'
import { roleOf } from './roles.ts'
import type { Group } from './snapshots.ts'
import { trackOf, type Axis, type Track, type TrackUnit } from './track.ts'

/** What `sar`, `vmstat N`, `sadf -d` and exports of dashboards measured, a group for each table. */
export function sampleGroups(records: readonly AnyRecord[]): Group[] {
  const groups: Group[] = []
  const dayFirst = isDayFirst(records)
  let head: Pick<Sar, 'host' | 'date'> = {}
  let source = -1
  for (const record of records) {
    if (record.source !== source) head = {}
    source = record.source
    if (record.kind === 'timeSeries') groups.push(ofTable(record))
    else if (record.kind === 'vmstatCommand') groups.push(...ofVmstat(record))
    else if (record.kind === 'sar') {
      // sar names the machine and the day above the first of its tables only.
      if (record.data.host) head = record.data
      groups.push(ofSar(record, head, dayFirst))
    }
  }
  return groups.filter(({ tracks }) => tracks.length > 0)
}

const ofTable = (record: RecordOf<'timeSeries'>): Group => {
  const { clock, series, boots = [] }: TimeSeries = record.data
  return {
    axis: clock,
    host: record.host,
    boots,
    at: new Map(),
    tracks: tracksOf(record, series, 0, boots),
  }
}

function ofSar(record: RecordOf<'sar'>, { host, date }: Pick<Sar, 'host' | 'date'>, dayFirst: boolean): Group {
  const midnight = date ? midnightOf(date.value, dayFirst) : null
  const boots = (record.data.boots ?? []).map(({ time, span }) => ({ time: time + (midnight ?? 0), span }))
  return {
    axis: midnight === null ? 'day' : 'local',
    host: host?.value ?? record.host,
    boots,
    at: new Map(),
    tracks: tracksOf(record, record.data.series, midnight ?? 0, boots),
  }
}

/** `03/14/2025`, `03/14/25`: sysstat prints a day as the locale does (common.c, print_gal_header: `%x`). */
const SLASHED = /^(\d\d)\/(\d\d)\/(?:\d\d)?(\d\d)$/

/**
 * Whether slashed dates name the day first. The month is first in the C locale and in American English; days run, months
 * stay; and what `date` printed beside them tells.
 */
function isDayFirst(records: readonly AnyRecord[]): boolean {
  const dates = records.flatMap((record) => {
    const parts = record.kind === 'sar' ? SLASHED.exec(record.data.date?.value ?? '') : null
    return parts ? [[Number(parts[1]), Number(parts[2])] as const] : []
  })
  if (dates.length === 0 || dates.some(([, second]) => second > 12)) return false
  if (dates.some(([first]) => first > 12)) return true
  const [firsts, seconds] = [0, 1].map((place) => new Set(dates.map((date) => date[place]!)).size)
  if (firsts !== seconds) return firsts! > seconds!
  const days = records.flatMap((record) => {
    const instant = record.kind === 'date' ? instantOf(record.data.text.value) : null
    return instant ? [new Date(instant.seconds * 1000)] : []
  })
  return days.some((day) =>
    dates.some(([first, second]) => day.getUTCDate() === first && day.getUTCMonth() + 1 === second && first !== second),
  )
}

/**
 * The midnight before a day as sar prints it, in seconds: `2025-03-14`, `14.03.2025`, `2025年03月14日`; of `03/04/2025` and
 * `03/04/25` the paste tells which is the day.
 */
function midnightOf(date: string, dayFirst = false): number | null {
  const [first, second, third] = date.match(/\d+/g)?.map(Number) ?? []
  if (first === undefined || second === undefined || third === undefined) return null
  const short = (year: number) => (year < 100 ? 2000 + year : year)
  if (first > 31) return Date.UTC(first, second - 1, third) / 1000
  const isFirst = date.includes('.') || first > 12 || (dayFirst && second <= 12)
  const [month, day] = isFirst ? [second, first] : [first, second]
  return month > 12 ? null : Date.UTC(short(third), month - 1, day) / 1000
}

const tracksOf = (
  record: AnyRecord,
  series: readonly Series[],
  shift: number,
  boots: readonly { readonly time: number }[],
): Track[] =>
  series.map(({ name, unit, times, values, places, holes, first }) =>
    trackOf({
      key: `${record.id}:${name}`,
      name: { kind: 'column', name },
      subject: '',
      unit: unit === 'count' && name.endsWith('/s') ? '/s' : unit,
      role: roleOf(name),
      record: record.id,
      times: shift === 0 ? times : times.map((time) => time + shift),
      values,
      moments: null,
      source: first.span.source,
      packed: places,
      holes,
      boots: boots.map(({ time }) => time),
    }),
  )

/** procps, vmstat.8: `bi` and `bo` are KiB or blocks a second, by release; the processor's columns are shares. */
const VMSTAT: Readonly<Record<string, TrackUnit>> = {
  swpd: 'bytes',
  free: 'bytes',
  buff: 'bytes',
  cache: 'bytes',
  inact: 'bytes',
  active: 'bytes',
  si: 'bytes/s',
  so: 'bytes/s',
  bi: '/s',
  bo: '/s',
  in: '/s',
  cs: '/s',
  us: 'percent',
  sy: 'percent',
  id: 'percent',
  wa: 'percent',
  st: 'percent',
  gu: 'percent',
}

function ofVmstat(record: RecordOf<'vmstatCommand'>): Group[] {
  const { samples, zone }: VmstatCommand = record.data
  if (samples.length < 2) return []
  const command = record.context.heading?.command ?? ''
  const { axis, times } = vmstatAxis(samples, zone, command)
  // Rates of the first line are averages since the boot, unless -y leaves that line out.
  const skipsFirst = !/\bvmstat\b[^|;&]*\s-\w*y/.test(command)
  const drafts = new Map<string, SeriesDraft>()
  samples.forEach(({ fields, span }, index) => {
    for (const [name, value] of fields) {
      const unit = VMSTAT[name] ?? 'count'
      if (index === 0 && skipsFirst && unit !== 'bytes' && unit !== 'count') continue
      let series = drafts.get(name)
      if (!series) drafts.set(name, (series = draft(name, 'count')))
      addPoint(series, times[index]!, { value, span })
    }
  })
  const tracks = tracksOf(record, finished(drafts.values()), 0, []).map((track) => {
    const unit = track.name.kind === 'column' ? VMSTAT[track.name.name] : undefined
    return { ...track, unit: unit ?? 'count' }
  })
  return [{ axis, host: record.host, boots: [], at: new Map(), tracks }]
}

/** The times of `-t`, else seconds by the interval that the command names, else the numbers of the lines. */
function vmstatAxis(
  samples: VmstatCommand['samples'],
  zone: string | undefined,
  command: string,
): { readonly axis: Axis; readonly times: readonly number[] } {
  const instants = samples.map(({ time }) => instantOf(time ?? null))
  if (instants.every((instant) => instant !== null)) {
    return {
      axis: zone === 'UTC' || zone === 'GMT' ? 'utc' : 'local',
      times: instants.map(({ seconds }) => seconds),
    }
  }
  const interval = Number(/\bvmstat\b(?:\s+-\S+(?:\s+[kKmM](?=\s))?)*\s+(\d+(?:\.\d+)?)/.exec(command)?.[1] ?? 0)
  return interval > 0
    ? { axis: 'elapsed', times: samples.map((_, index) => index * interval) }
    : { axis: 'number', times: samples.map((_, index) => index + 1) }
}
