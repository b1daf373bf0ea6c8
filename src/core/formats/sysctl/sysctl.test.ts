import { expect, test } from 'vitest'
import { factsIn, kindsIn, problemsIn } from '../../../testing/read.ts'

test('settings are read as sysctl and as sysctl.conf write them; several numbers are a list', () => {
  expect(factsIn('vm.overcommit_memory = 2\nvm.swappiness=10\nvm.lowmem_reserve_ratio = 256\t256\t32\t0\n')).toEqual({
    'sysctl[0].vm.overcommit_memory': '2',
    'sysctl[0].vm.swappiness': '10',
    'sysctl[0].vm.lowmem_reserve_ratio': '256,256,32,0',
  })
})

test('a file below /proc/sys is the same setting', () =>
  expect(factsIn('# cat /proc/sys/vm/min_free_kbytes\n67584\n')).toEqual({ 'sysctl[0].vm.min_free_kbytes': '67584' }))

test('a value lost is named', () =>
  expect(problemsIn('sysctl', 'vm.swappiness =\n')).toEqual(['not-a-number: vm.swappiness']))

test('a command that sets is no setting that was read', () =>
  expect(kindsIn('# echo 1 > /proc/sys/vm/compact_memory\n')).toEqual([]))

test('open files and inodes have settings of their own kind: counts in a row', () => {
  expect(factsIn('# cat /proc/sys/fs/file-nr\n120032\t0\t96654\n')).toEqual({
    'sysctl[0].fs.file-nr': '120032,0,96654',
  })
  expect(factsIn('fs.inode-nr = 99388\t0\n')).toEqual({ 'sysctl[0].fs.inode-nr': '99388,0' })
})

test('a limit that is as good as none is kept as printed', () =>
  expect(factsIn('kernel.shmmax = 18446744073692774399\n')).toEqual({
    'sysctl[0].kernel.shmmax': '18446744073692774399',
  }))

test('other settings of fs and net are left alone', () =>
  expect(kindsIn('fs.protected_hardlinks = 1\nnet.ipv4.ip_forward = 1\n')).toEqual([]))
