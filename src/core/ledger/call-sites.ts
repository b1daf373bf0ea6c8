import type { Span } from '../text/source.ts'
import type { Account } from './account.ts'
import { account } from './balance.ts'

/** A place in the kernel that holds memory (lib/alloc_tag.c), from /proc/allocinfo or from an OOM report. */
interface Site {
  readonly size: number
  readonly calls: number
  readonly site: string
  readonly function: string
  readonly span: Span
}

/** Call sites whose pages other accounts hold: user pages, page cache, slab, page tables, stacks, vmalloc, percpu. */
const COUNTED =
  /^(?:mm\/(?!balloon|zsmalloc|page_frag)|kernel\/fork\.c|arch\/\w+\/(?:kvm|mm)\/|include\/|virt\/)|pgtable|pgalloc/
/** Sites below this share of RAM are not worth a line. */
const SHARE = 0.005

/** Call sites that hold whole pages which no counter has, largest first. Large kmalloc looks the same, and is slab. */
export const callSites = (sites: readonly Site[], ram: number, page: number): Account[] =>
  sites
    .filter(
      ({ size, calls, site }) => size > ram * SHARE && calls > 0 && size / calls >= page * 0.99 && !COUNTED.test(site),
    )
    .sort((a, b) => b.size - a.size)
    .map((site) =>
      account('other-known', site.size, [site.span], {
        name: `${site.site} ${site.function}`.trim(),
        basis: 'estimated',
      }),
    )
