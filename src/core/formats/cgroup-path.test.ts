import { expect, test } from 'vitest'
import { cgroupOf, fileName } from './cgroup-path.ts'

test.each<[string | null, string | null]>([
  ['/sys/fs/cgroup/kubepods.slice/pod-a.slice/memory.max', '/kubepods.slice/pod-a.slice'],
  ['/sys/fs/cgroup/memory//kubepods/pod1/memory.limit_in_bytes', '/kubepods/pod1'],
  ['/sys/fs/cgroup/unified/system.slice/memory.stat', '/system.slice'],
  ['/sys/fs/cgroup/memory/memory.stat', '/'],
  ['/sys/fs/cgroup/memory.stat', '/'],
  ['/sys/fs/cgroup/memory-hog.slice/memory.stat', '/memory-hog.slice'],
  ['/sys/fs/cgroup/kubepods.slice/pod-db.slice/', '/kubepods.slice/pod-db.slice'],
  ['kubepods.slice/pod-cache.slice/memory.current', '/kubepods.slice/pod-cache.slice'],
  ['./app/memory.current', '/app'],
  // A mount elsewhere, or no directory at all: nobody knows which group it is.
  ['/mnt/cg/app/memory.current', null],
  ['memory.stat', null],
  [null, null],
])('%s is a file of %s', (path, cgroup) => expect(cgroupOf(path)).toBe(cgroup))

test('the name of a file is what follows the last slash', () => {
  expect(fileName('/sys/fs/cgroup/a/memory.max')).toBe('memory.max')
  expect(fileName('memory.max')).toBe('memory.max')
})
