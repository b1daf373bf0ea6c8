import { expect, test } from 'vitest'
import { findingIn, meminfo, wordsOf } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** The kernel manages 16 000 000 kB of what it found at boot. */
const boot = (physical: number) =>
  `[    0.312000] Memory: 15900000K/${physical}K available (14339K kernel code, 2328K rwdata, 9132K rodata, 2824K init, 17344K bss, 76464K reserved, 0K cma-reserved)\n`
const line = (options: string) => `[    0.000000] Command line: BOOT_IMAGE=/vmlinuz root=/dev/vda ${options}quiet\n`

promises('memtotal-below-installed', {
  finds: {
    'a fifth that the kernel never got': boot(20_000_000) + meminfo(),
    'a command line that bounds it': line('mem=16G ') + meminfo(),
  },
  passes: {
    'what page structs and the kernel image take': boot(16_400_000) + meminfo(),
    'a machine whose size is not in the paste': meminfo(),
  },
  threshold: { below: boot(16_494_800) + meminfo(), at: boot(16_494_900) + meminfo() },
  says: [/15\.26 GiB/, /19\.07 GiB/, /3\.81 GiB/, /20\.0 %/, /305\.2 MiB/],
})

test('what the command line takes is named', () => {
  const finding = findingIn(
    'memtotal-below-installed',
    line('mem=16G crashkernel=512M ') + boot(20_000_000) + meminfo(),
  )
  expect(finding?.severity).toBe('notice')
  expect(wordsOf(finding)).toContain('`mem=16G` and `crashkernel=512M`')
})
