import { spanOf } from '../../text/line.ts'
import type { Quote } from '../../text/source.ts'
import { defineFormat } from '../format.ts'

/** /proc/cmdline: what the boot loader told the kernel. */
export interface Cmdline {
  readonly parameters: Quote
}

/** Words of which one at least stands in every such line, and in few other texts. */
const PARAMETER =
  /(?:^|\s)(?:BOOT_IMAGE|root|console|crashkernel|hugepages|default_hugepagesz|hugepagesz|transparent_hugepage|mem|memmap|cma|initrd|systemd\.\w+|cgroup[\w.]*|rd\.\w[\w.]*|androidboot\.\w+)=\S/
/** Words without an equals sign are few: `ro quiet splash`. */
const WORDS = /^\S+(?: +\S+)*$/

export const cmdline = defineFormat({
  id: 'cmdline',
  collect: 'cat /proc/cmdline',
  role: 'fact',
  starts: ['BOOT_IMAGE='],
  files: /(?:^|\/)proc\/cmdline$/,
  claim(lines, at, path) {
    const { text, heading } = lines[at]!
    const told = text.startsWith('BOOT_IMAGE=') || path != null
    return told && heading === null && PARAMETER.test(text.slice(0, 4096)) && WORDS.test(text.slice(0, 4096)) ? 1 : 0
  },
  read: ([line]) => ({ data: { parameters: { value: line!.text, span: spanOf(line!) } }, problems: [] }),
})
