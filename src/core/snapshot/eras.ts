import type { Figure } from '../text/source.ts'
import type { Machine } from './machine.ts'
import { version } from './release.ts'

type Fields = ReadonlyMap<string, Figure>

/**
 * Whether VmallocUsed counts pages. Up to 4.3 it is used address space, beside the largest hole in VmallocChunk; from 4.4
 * both are always 0; since 5.3 it is pages, and VmallocChunk stays 0 (mm/vmalloc.c, get_vmalloc_info and
 * vmalloc_nr_pages). The fields tell, so a backport can't mislead.
 */
export function vmallocIsPages(fields: Fields, machine: Pick<Machine, 'version'>): boolean {
  const used = fields.get('VmallocUsed')
  const chunk = fields.get('VmallocChunk')
  if (!used || used.value === 0) return false
  if (chunk) return chunk.value === 0
  return machine.version !== null ? machine.version >= version(5, 3) : fields.has('Percpu')
}

/** First release with CONFIG_VMAP_STACK by architecture (arch Kconfig, HAVE_ARCH_VMAP_STACK); others are taken to have it. */
const VMAP_STACK: Readonly<Record<string, number>> = {
  ppc64: version(6, 1),
  ppc64le: version(6, 1),
  mips: Infinity,
  mips64: Infinity,
  sparc64: Infinity,
}

/** Whether the kernel stacks lie inside VmallocUsed (kernel/fork.c, alloc_thread_stack_node). */
export function stacksAreVmalloc(fields: Fields, { architecture, version: at }: Machine): boolean {
  const used = fields.get('VmallocUsed')
  const stacks = fields.get('KernelStack')
  if (!used || !stacks || used.value < stacks.value) return false
  return (at ?? Infinity) >= (VMAP_STACK[architecture?.value ?? ''] ?? 0)
}
