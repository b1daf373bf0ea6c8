import { expect, test } from 'vitest'
import { analyze } from '../analyze.ts'
import { fileName } from './file-name.ts'

const stamp = { version: '1.2.3', digest: '1f2e3d4c'.repeat(8), reopen: null }
const nameOf = (name: string, text = 'MemTotal: 1000 kB\nMemFree: 1 kB\nActive: 2 kB') =>
  fileName(analyze([{ name, text }]), stamp, 'csv', 'free-lists')

test.each([
  ['dump.txt', 'memledger-dump.txt-1f2e3d4c-free-lists.csv'],
  ['../../etc/passwd', 'memledger-etc-passwd-1f2e3d4c-free-lists.csv'],
  ['a"b$(reboot)\\c', 'memledger-a-b-reboot-c-1f2e3d4c-free-lists.csv'],
  ['\u202egpj.exe', 'memledger-gpj.exe-1f2e3d4c-free-lists.csv'],
  ['粘贴', 'memledger-1f2e3d4c-free-lists.csv'],
  ['x'.repeat(300), `memledger-${'x'.repeat(40)}-1f2e3d4c-free-lists.csv`],
])('%j is called %s', (name, file) => {
  expect(nameOf(name)).toBe(file)
})

test('the host goes before the name of the file', () => {
  const text = '[root@db-3 ~]# cat /proc/meminfo\nMemTotal: 1000 kB\nMemFree: 1 kB\nActive: 2 kB'
  expect(nameOf('dump.txt', text)).toBe('memledger-db-3-1f2e3d4c-free-lists.csv')
})
