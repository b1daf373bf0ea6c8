import type { Problem } from '../../problem.ts'
import { spanOf } from '../../text/line.ts'
import type { Span } from '../../text/source.ts'
import { bytes, type Bytes } from '../../units.ts'
import { defineFormat } from '../format.ts'

/** An area of the kernel's vmalloc range. */
export interface VmallocArea {
  /** As printed; kernels since 4.15 print hashes for addresses. */
  readonly range: string
  /** Address space, a guard page included. */
  readonly size: Bytes
  /** `dup_task_struct`, without offset. */
  readonly caller?: string
  readonly module?: string
  /** RAM behind it, in pages; an area without is a mapping of something else (`ioremap`) or was never filled. */
  readonly pages?: number
  /** `vmalloc`, `vmap`, `ioremap`, `user`, `vpages`, … */
  readonly flags: readonly string[]
  /** Pages by node: `N0`. */
  readonly fields?: ReadonlyMap<string, number>
  readonly span: Span
}

/** /proc/vmallocinfo (mm/vmalloc.c, vmalloc_info_show), whole or the rows that sort and grep left. */
export interface Vmallocinfo {
  readonly areas: readonly VmallocArea[]
}

const ROW = /^(0x[0-9a-f]+-0x[0-9a-f]+)\s+(\d+)(?:\s+(\S.*))?$/
const RANGE = /^0x[0-9a-f]+-0x[0-9a-f]+(?:\s|$)/
/** Words that the kernel prints behind an area. */
const FLAGS: ReadonlySet<string> = new Set([
  'ioremap',
  'sparse',
  'vmalloc',
  'vmap',
  'user',
  'dma-coherent',
  'vpages',
  'lowmem',
  'vm_map_ram',
  'unpurged',
  'vm_area',
])

export const vmallocinfo = defineFormat({
  id: 'vmallocinfo',
  collect: 'sudo sort -k2 -nr /proc/vmallocinfo | head -40',
  role: 'state',
  starts: [...'0123456789abcdef'].map((digit) => `0x${digit}`),
  files: /(?:^|\/)vmallocinfo$/,
  claim(lines, at) {
    if (!ROW.test(lines[at]!.text)) return 0
    let end = at + 1
    while (end < lines.length && RANGE.test(lines[end]!.text)) end++
    return end - at
  },
  read(lines) {
    const areas: VmallocArea[] = []
    const problems: Problem[] = []
    for (const line of lines) {
      const [, range, digits, rest = ''] = ROW.exec(line.text) ?? []
      const size = Number(digits)
      const detail = detailOf(rest)
      if (Number.isSafeInteger(size)) areas.push({ range: range!, size: bytes(size), ...detail, span: spanOf(line) })
      else {
        const code = digits === undefined ? 'ragged-row' : 'implausible'
        problems.push({ code, span: spanOf(line), what: line.text.split(' ')[0]! })
      }
    }
    return { data: { areas }, problems }
  },
})

/** `load_module+0xbb7/0x21a0 [acmedrv] pages=240 vmalloc N0=240`, in any order but for the caller. */
function detailOf(text: string): Pick<VmallocArea, 'caller' | 'module' | 'pages' | 'flags' | 'fields'> {
  const flags: string[] = []
  const fields = new Map<string, number>()
  let caller: string | undefined
  let module: string | undefined
  let pages: number | undefined
  for (const word of text.split(/\s+/)) {
    const [, key, value] = /^(pages|N\d+)=(\d+)$/.exec(word) ?? []
    const count = Number(value)
    if (key === 'pages' && Number.isSafeInteger(count)) pages = count
    else if (key !== undefined && Number.isSafeInteger(count)) fields.set(key, count)
    else if (FLAGS.has(word)) flags.push(word)
    else if (word.startsWith('[')) module = word.replace(/[[\]]/g, '')
    else if (word !== '' && !word.includes('=')) caller ??= word.replace(/\+0x.*$/, '')
  }
  return {
    ...(caller !== undefined && { caller }),
    ...(module !== undefined && { module }),
    ...(pages !== undefined && { pages }),
    flags,
    ...(fields.size > 0 && { fields }),
  }
}
