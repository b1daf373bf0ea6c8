import { expect, test } from 'vitest'
import { kindsIn, valuesIn } from '../../../testing/read.ts'

test('a boot loader other than GRUB is known by the file', () => {
  const line = 'console=ttyAMA0 mem=32M loglevel=9 root=/dev/ram'
  expect(valuesIn('cmdline', `# cat /proc/cmdline\n${line}\n`)).toEqual([{ parameters: line }])
  expect(kindsIn(`${line}\n`)).toEqual([])
})

test.each(['BOOT_IMAGE=', 'BOOT_IMAGE is what GRUB writes', '# cat /proc/cmdline\ncat: /proc/cmdline: No such file\n'])(
  '%s is none',
  (text) => expect(kindsIn(text)).toEqual([]),
)
