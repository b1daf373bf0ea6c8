import { spanOf } from '../../text/line.ts'
import type { Quote } from '../../text/source.ts'
import { defineFormat } from '../format.ts'

/** The kernel's banner (init/version.c, linux_banner): /proc/version, and the first line of a boot's log. */
export interface LinuxVersion {
  readonly release: Quote
}

const BANNER = /^Linux version (\d+\.\d\S*) \(/

export const linuxVersion = defineFormat({
  id: 'linuxVersion',
  collect: 'cat /proc/version',
  role: 'fact',
  starts: ['Linux version'],
  claim: (lines, at) => (BANNER.test(lines[at]!.text) ? 1 : 0),
  read([line]) {
    const release = BANNER.exec(line!.text)![1]!
    const from = 'Linux version '.length
    return { data: { release: { value: release, span: spanOf(line!, from, from + release.length) } }, problems: [] }
  },
})
