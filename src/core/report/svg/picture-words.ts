import type { Language } from '../../language/say.ts'

interface PictureWords {
  readonly titles: Readonly<Record<'ledger' | 'free-lists' | 'course', string>>
  readonly blocks: string
  readonly bytes: string
  readonly freeBlocks: string
  readonly tooSmall: string
  readonly noBlock: string
  readonly heights: Readonly<Record<'bytes' | 'blocks', string>>
  snapshot(number: number, of: number): string
  serves(order: number): string
  free(size: string): string
  largest(order: number, size: string): string
}

const en: PictureWords = {
  titles: { ledger: 'Where the memory is', 'free-lists': 'Free blocks by order', course: 'Over time' },
  blocks: 'Blocks',
  bytes: 'Bytes',
  freeBlocks: 'free blocks',
  tooSmall: 'too small for it',
  noBlock: 'no free block',
  heights: { bytes: 'Height of the bars: bytes', blocks: 'Height of the bars: blocks, logarithmic' },
  snapshot: (number, of) => `snapshot ${number} of ${of}`,
  serves: (order) => `could serve order ${order}`,
  free: (size) => `${size} free`,
  largest: (order, size) => `largest block: order ${order}, ${size}`,
}

const zh: PictureWords = {
  titles: { ledger: '内存在哪里', 'free-lists': '各阶空闲块', course: '随时间变化' },
  blocks: '块数',
  bytes: '字节',
  freeBlocks: '空闲块',
  tooSmall: '不够大',
  noBlock: '没有空闲块',
  heights: { bytes: '柱高：字节', blocks: '柱高：块数（对数）' },
  snapshot: (number, of) => `快照 ${number}/${of}`,
  serves: (order) => `可满足 order ${order}`,
  free: (size) => `空闲 ${size}`,
  largest: (order, size) => `最大块：order ${order}，${size}`,
}

/** Words that only pictures have; the rest are those of documents. */
export const pictureWords: Readonly<Record<Language, PictureWords>> = { en, zh }
