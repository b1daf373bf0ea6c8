import type { Problem } from '../../problem.ts'
import { spanOf } from '../../text/line.ts'
import { integer, size } from '../../text/number.ts'
import type { Span } from '../../text/source.ts'
import { bytes, type Bytes } from '../../units.ts'
import { defineFormat } from '../format.ts'

/** What one call site in the kernel holds. */
export interface AllocationSite {
  readonly size: Bytes
  readonly calls: number
  /** `drivers/net/virtio_net.c:1234` */
  readonly site: string
  readonly function: string
  readonly module?: string
  readonly span: Span
}

/** /proc/allocinfo (lib/alloc_tag.c, CONFIG_MEM_ALLOC_PROFILING, since 6.10): every allocating call site of the kernel. */
export interface Allocinfo {
  readonly sites: readonly AllocationSite[]
}

const HEAD = /^allocinfo - version:/
const COLUMNS = /^#\s+<size>/
//            12345 or 1.2Gi   calls       mm/slub.c:2321            [module]             func:alloc_slab_page
const ROW = /^(\d[\d.]*\w{0,3})\s+(\d+)\s+([\w./+-]+\.[chS]:\d+)\s+(?:\[([\w-]+)\]\s+)?func:([\w.]+)/

export const allocinfo = defineFormat({
  id: 'allocinfo',
  collect: 'sort -g /proc/allocinfo | tail -n 50',
  role: 'state',
  files: /(?:^|\/)proc\/allocinfo$/,
  starts: ['allocinfo - version', '#     <size>'],
  claim(lines, at, path) {
    let end = at
    while (end < lines.length && (HEAD.test(lines[end]!.text) || COLUMNS.test(lines[end]!.text))) end++
    if (end === at && !path?.endsWith('allocinfo')) return 0
    while (end < lines.length && ROW.test(lines[end]!.text)) end++
    return end - at
  },
  read(lines) {
    const sites: AllocationSite[] = []
    const problems: Problem[] = []
    for (const line of lines) {
      const match = ROW.exec(line.text)
      if (!match) continue
      const [, amount, calls, site, module, name] = match
      const held = integer(amount!) ?? size(amount!)
      if (held === null) problems.push({ code: 'unknown-unit', span: spanOf(line), what: amount! })
      else
        sites.push({
          size: bytes(held),
          calls: Number(calls),
          site: site!,
          function: name!,
          ...(module !== undefined && { module }),
          span: spanOf(line),
        })
    }
    return { data: { sites }, problems }
  },
})
