import type { Course } from '../course/course.ts'
import type { Marker, MarkerKind } from '../course/markers.ts'
import type { Summary } from '../course/summary.ts'
import type { Axis, Quantity, Track, TrackUnit } from '../course/track.ts'
import { sayBytes, sayCount, sayIn, type Language } from './say.ts'
import { terms } from './terms.ts'

/** The heads of a table that sums up each line. */
export type CourseHead =
  'line' | 'first' | 'last' | 'change' | 'least' | 'most' | 'slope' | 'points' | 'gaps' | 'unit' | 'from' | 'to'

/** The words of a course that page and documents share. */
interface CourseWords {
  readonly title: string
  readonly head: Readonly<Record<CourseHead, string>>
  readonly quantity: Readonly<Record<Quantity, string>>
  readonly blocks: (order: number, node: number, zone: string) => string
  readonly slab: (name: string) => string
  readonly unit: Readonly<Record<TrackUnit, string>>
  /** By what the places on the axis are counted. */
  readonly axis: Readonly<Record<Axis, string>>
  readonly marker: Readonly<Record<MarkerKind, string>>
  readonly between: string
  readonly unplaced: (count: number) => string
  readonly outside: (count: number) => string
  readonly nextDay: (days: number) => string
  readonly rose: (name: string, by: string, first: string, last: string) => string
  readonly fell: (name: string, by: string, first: string, last: string) => string
  readonly level: (name: string, value: string) => string
  readonly moved: (name: string, least: string, most: string) => string
  readonly over: (span: string, told: string) => string
  readonly stretch: (from: string, to: string, axis: string, told: string) => string
  readonly snapshots: (count: number) => string
  readonly perHour: (amount: string) => string
  readonly perSecond: (amount: string) => string
  readonly perStep: (amount: string) => string
}

/** Words before Chinese ones: Latin letters and digits keep a blank. */
const before = (words: string): string => (/[!-~]$/.test(words) ? `${words} ` : words)

export const courseWords: Readonly<Record<Language, CourseWords>> = {
  en: {
    title: 'Over time',
    head: {
      line: 'Line',
      first: 'First',
      last: 'Last',
      change: 'Change',
      least: 'Least',
      most: 'Most',
      slope: 'Typical pace',
      points: 'Points',
      gaps: 'Gaps',
      unit: 'Unit',
      from: 'From',
      to: 'To',
    },
    quantity: {
      available: 'Available',
      'swap-used': 'Swap used',
      usage: 'Usage',
      'working-set': 'Working set',
    },
    blocks: (order, node, zone) => `Node ${node} ${zone}, blocks of order ≥ ${order}`,
    slab: (name) => `${name} (slab)`,
    unit: { bytes: 'Bytes', percent: 'Percent', count: 'Counts', 'bytes/s': 'Bytes a second', '/s': 'A second' },
    axis: {
      utc: 'UTC',
      local: 'time as printed; the zone is not',
      yearless: 'time as printed; neither year nor zone are',
      day: 'time of day; the day is not printed',
      elapsed: 'seconds since the first line',
      number: 'by number: the paste prints no times',
    },
    marker: {
      oom: 'OOM report',
      kill: 'Kill',
      failure: 'Allocation failure',
      'drop-caches': 'drop_caches',
      compact: 'compact_memory',
      restart: 'Restart',
    },
    between: 'between two snapshots',
    unplaced: (count) =>
      count === 1
        ? '1 event of the log is not marked: its clock can’t be joined with this one.'
        : `${count} events of the log are not marked: their clock can’t be joined with this one.`,
    outside: (count) =>
      count === 1
        ? '1 event of the log fell outside this stretch.'
        : `${count} events of the log fell outside this stretch.`,
    nextDay: (days) => ` +${days} d`,
    rose: (name, by, first, last) => `${name} rose by ${by} (${first} → ${last})`,
    fell: (name, by, first, last) => `${name} fell by ${by} (${first} → ${last})`,
    level: (name, value) => `${name} stayed at ${value}`,
    moved: (name, least, most) => `${name} went between ${least} and ${most} and ended where it began`,
    over: (span, told) => `Over ${span}: ${told}.`,
    stretch: (from, to, axis, told) => `${from} – ${to} (${axis}). ${told}`,
    snapshots: (count) => `${count} points`,
    perHour: (amount) => `${amount} an hour`,
    perSecond: (amount) => `${amount} a second`,
    perStep: (amount) => `${amount} a step`,
  },
  zh: {
    title: '随时间的变化',
    head: {
      line: '曲线',
      first: '首值',
      last: '末值',
      change: '变化',
      least: '最小',
      most: '最大',
      slope: '典型速度',
      points: '点数',
      gaps: '缺口',
      unit: '单位',
      from: '起',
      to: '止',
    },
    quantity: {
      available: '可用',
      'swap-used': '已用交换空间',
      usage: '用量',
      'working-set': 'Working set',
    },
    blocks: (order, node, zone) => `Node ${node} ${zone}，${order} 阶及以上的块`,
    slab: (name) => `${name}（slab）`,
    unit: { bytes: '字节', percent: '百分比', count: '个数', 'bytes/s': '每秒字节', '/s': '每秒次数' },
    axis: {
      utc: 'UTC',
      local: '时间以输入为准，未注明时区',
      yearless: '时间以输入为准，未注明年份与时区',
      day: '当日时刻，未注明日期',
      elapsed: '距首行的秒数',
      number: '按序号排列：输入中没有时间',
    },
    marker: {
      oom: 'OOM 报告',
      kill: '杀进程',
      failure: '分配失败',
      'drop-caches': 'drop_caches',
      compact: 'compact_memory',
      restart: '重启',
    },
    between: '介于两个快照之间',
    unplaced: (count) => `日志中有 ${count} 个事件未标出：其时钟无法与此轴对应。`,
    outside: (count) => `日志中有 ${count} 个事件不在此时间段内。`,
    nextDay: (days) => ` +${days} 天`,
    rose: (name, by, first, last) => `${before(name)}上升 ${by}（${first} → ${last}）`,
    fell: (name, by, first, last) => `${before(name)}下降 ${by}（${first} → ${last}）`,
    level: (name, value) => `${before(name)}保持在 ${value}`,
    moved: (name, least, most) => `${before(name)}在 ${least} 与 ${most} 之间波动，首尾相同`,
    over: (span, told) => `${before(span)}内：${told}。`,
    stretch: (from, to, axis, told) => `${from} – ${to}（${axis}）。${told}`,
    snapshots: (count) => `${count} 个点`,
    perHour: (amount) => `每小时 ${amount}`,
    perSecond: (amount) => `每秒 ${amount}`,
    perStep: (amount) => `每步 ${amount}`,
  },
}

/** What a line is called. */
export function sayTrack({ name, subject }: Pick<Track, 'name' | 'subject'>, language: Language): string {
  const words = courseWords[language]
  const said = (): string => {
    switch (name.kind) {
      case 'account':
        return name.id === 'unaccounted' ? terms[language].unaccounted : terms[language].account[name.id]
      case 'quantity':
        return words.quantity[name.id]
      case 'blocks':
        return words.blocks(name.order, name.node, name.zone)
      case 'slab':
        return words.slab(name.name)
      case 'column':
        return name.name
    }
  }
  return subject === '' ? said() : `${said()} · ${subject}`
}

const rounded = (value: number) => (Number.isInteger(value) ? value : Math.round(value * 100) / 100)

/** A value in its unit: `11.3 GiB`, `24.57 %`, `1 024`, `4 KiB/s`. */
export function sayValue(value: number, unit: TrackUnit): string {
  switch (unit) {
    case 'bytes':
      return sayBytes(Math.round(value))
    case 'bytes/s':
      return `${sayBytes(Math.round(value))}/s`
    case 'percent':
      return `${sayCount(rounded(value))} %`
    case '/s':
      return `${sayCount(rounded(value))}/s`
    case 'count':
      return sayCount(rounded(value))
  }
}

/** The same to the last byte, as printed. */
export const sayExactly = (value: number, unit: TrackUnit): string =>
  unit === 'bytes' || unit === 'bytes/s' ? sayCount(Math.round(value)) : sayCount(value)

const two = (number: number) => String(number).padStart(2, '0')
const DAY = 86_400

/** A place on an axis in words: `2025-03-14 02:41:00`, `03-14 02:41:00`, `02:41:00`, `+5 s`, `#2`. */
export function sayPlace(at: number, axis: Axis, language: Language): string {
  if (axis === 'number') return `#${rounded(at)}`
  if (axis === 'elapsed') return `+${rounded(at)} s`
  const date = new Date(Math.round(at * 1000))
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
  if (axis === 'day') {
    const days = Math.floor(at / DAY)
    return days === 0 ? clock : `${clock}${courseWords[language].nextDay(days)}`
  }
  const day = `${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
  return axis === 'yearless' ? `${day} ${clock}` : `${date.getUTCFullYear()}-${day} ${clock}`
}

/** `42 s`, `3 min`, `2.5 h`, `12 d`; the number of steps where there are no times. */
export function sayStretch({ axis, from, to, tracks }: Course, language: Language): string {
  if (axis === 'number') {
    return courseWords[language].snapshots(Math.max(...tracks.map(({ times }) => times.length)))
  }
  const seconds = to - from
  if (seconds < 120) return `${rounded(seconds)} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  return seconds < 2 * DAY
    ? `${rounded(Math.round(seconds / 360) / 10)} h`
    : `${Math.round((seconds * 10) / DAY) / 10} d`
}

/** How fast a line rises: an hour, or a second where it was watched for less than an hour, or a step without times. */
export function saySlope(slope: number, { unit }: Track, course: Course, language: Language): string {
  const words = courseWords[language]
  const signed = (amount: number) => `${amount > 0 ? '+' : ''}${sayValue(amount, unit)}`
  if (course.axis === 'number') return words.perStep(signed(slope))
  return course.to - course.from < 600 ? words.perSecond(signed(slope)) : words.perHour(signed(slope * 3600))
}

/** What one line did. */
export function sayCourseOf(track: Track, { first, last, change, least, most }: Summary, language: Language): string {
  const words = courseWords[language]
  const name = sayTrack(track, language)
  const value = (each: number) => sayValue(each, track.unit)
  if (least === most) return words.level(name, value(first))
  if (change === 0) return words.moved(name, value(least), value(most))
  return change > 0
    ? words.rose(name, value(change), value(first), value(last))
    : words.fell(name, value(-change), value(first), value(last))
}

/** What some lines did, in a sentence. */
export const sayCourse = (course: Course, told: readonly string[], language: Language): string =>
  courseWords[language].over(sayStretch(course, language), sayIn(language).list(told))

/** What happened, and when: `OOM report python3, 2025-03-14 03:10:05`. */
export const sayMarker = (
  { kind, detail, at, between }: Pick<Marker, 'kind' | 'detail' | 'at' | 'between'>,
  axis: Axis,
  language: Language,
): string => {
  const words = courseWords[language]
  return [
    [words.marker[kind], detail].filter((each) => each !== null && each !== '').join(' '),
    between ? words.between : sayPlace(at, axis, language),
  ].join(language === 'zh' ? '，' : ', ')
}
