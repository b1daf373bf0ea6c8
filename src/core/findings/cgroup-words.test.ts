import { expect, test } from 'vitest'
import { directoryOf, sayCgroup } from './cgroup-words.ts'

const ID = '5f2d7c31a9be4c0d8e6f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f'
const UID = '11ab2a7e-33d1-4c0f-9a55-0d6b1c7e4412'

test('a container is said with its pod, in both languages', () => {
  const path = `/kubepods/burstable/pod${UID}/${ID}`
  expect(sayCgroup(path, 'en')).toBe(`container \`5f2d7c31a9be\` of pod \`${UID}\``)
  expect(sayCgroup(path, 'zh')).toBe(`Pod \`${UID}\` 的容器 \`5f2d7c31a9be\``)
  expect(sayCgroup('/system.slice/batch.service', 'en')).toBe('unit `batch.service`')
  expect(sayCgroup('/mem2', 'zh')).toBe('cgroup `/mem2`')
})

test('a path that a shell would read is not put on a command line', () => {
  expect(directoryOf('/system.slice/app@1.service')).toBe('/sys/fs/cgroup/system.slice/app@1.service')
  for (const path of ['/a; reboot', '/$(reboot)', "/a'b", '/a b', '/`reboot`']) expect(directoryOf(path)).toBeNull()
})
