import type { Language } from '../../language/say.ts'

interface PictureWords {
  readonly titles: Readonly<Record<'ledger' | 'free-lists' | 'course' | 'bridge' | 'timeline', string>>
  readonly blocks: string
  readonly bytes: string
  readonly freeBlocks: string
  readonly tooSmall: string
  readonly noBlock: string
  readonly heights: Readonly<Record<'bytes' | 'blocks', string>>
  snapshot(number: number, of: number): string
  readonly kills: string
  readonly dead: string
  clock(clock: 'log' | 'boot', host: string | null): string
  reports(count: number): string
  undated(count: number): string
  others(lanes: number): string
  /** Steps that are not drawn. */
  small(count: number): string
  serves(order: number): string
  free(size: string): string
  largest(order: number, size: string): string
}

const en: PictureWords = {
  titles: {
    ledger: 'Where the memory is',
    'free-lists': 'Free blocks by order',
    course: 'Over time',
    bridge: 'What changed',
    timeline: 'Reports of the kernel over time',
  },
  blocks: 'Blocks',
  bytes: 'Bytes',
  freeBlocks: 'free blocks',
  tooSmall: 'too small for it',
  noBlock: 'no free block',
  heights: { bytes: 'Height of the bars: bytes', blocks: 'Height of the bars: blocks, logarithmic' },
  snapshot: (number, of) => `snapshot ${number} of ${of}`,
  kills: 'kills',
  dead: 'RSS of the dead',
  clock: (clock, host) =>
    clock === 'log' ? 'Time as the log prints it' : `Seconds since boot${host === null ? '' : ` of ${host}`}`,
  reports: (count) => (count === 1 ? '1 report' : `${count} reports`),
  undated: (count) => (count === 1 ? '1 report tells no time' : `${count} reports tell no time`),
  others: (lanes) => `${lanes} others`,
  small: (count) => (count === 1 ? 'and 1 smaller change' : `and ${count} smaller changes`),
  serves: (order) => `could serve order ${order}`,
  free: (size) => `${size} free`,
  largest: (order, size) => `largest: order ${order}, ${size}`,
}

const zh: PictureWords = {
  titles: {
    ledger: '内存在哪里',
    'free-lists': '各阶空闲块',
    course: '随时间变化',
    bridge: '变化',
    timeline: '内核报告时间线',
  },
  blocks: '块数',
  bytes: '字节',
  freeBlocks: '空闲块',
  tooSmall: '不够大',
  noBlock: '没有空闲块',
  heights: { bytes: '柱高：字节', blocks: '柱高：块数（对数）' },
  snapshot: (number, of) => `快照 ${number}/${of}`,
  kills: '次数',
  dead: '被杀者 RSS',
  clock: (clock, host) => (clock === 'log' ? '日志所记时间' : `${host === null ? '' : `${host} `}启动后的秒数`),
  reports: (count) => `${count} 份报告`,
  undated: (count) => `${count} 份报告没有时间`,
  others: (lanes) => `其余 ${lanes} 项`,
  small: (count) => `另有 ${count} 项较小的变化`,
  serves: (order) => `可满足 order ${order}`,
  free: (size) => `空闲 ${size}`,
  largest: (order, size) => `最大块：order ${order}，${size}`,
}

/** Words that only pictures have; the rest are those of documents. */
export const pictureWords: Readonly<Record<Language, PictureWords>> = { en, zh }
