import { describe, expect, test } from 'vitest'
import { momentsIn } from '../../testing/books.ts'
import { readText } from '../../testing/read.ts'
import { machineOf } from './machine.ts'
import { version } from './release.ts'

const machineIn = (text: string) => machineOf(readText(text))

const buddy = (orders: number) => `Node 0, zone   Normal ${Array(orders).fill(1).join(' ')}\n`
/** A meminfo whose counters are all multiples of `step` kB. */
const meminfo = (step: number, more = '') =>
  `MemTotal: ${step * 9000} kB\nMemFree: ${step * 31} kB\nCached: ${step * 77} kB\nActive(anon): ${step * 5} kB\nInactive(anon): ${step} kB\nActive(file): ${step * 9} kB\nInactive(file): ${step * 3} kB\nAnonPages: ${step * 7} kB\nMapped: ${step * 11} kB\nShmem: ${step * 2} kB\n${more}`

describe('page size', () => {
  test.each([
    ['eleven orders', buddy(11), 4, 'read'],
    ['fourteen: arm64', buddy(14), 64, 'read'],
    ['nine: ppc64', buddy(9), 64, 'read'],
    ['twelve: arm64', buddy(12), 16, 'read'],
    ['counters of 64 kB', meminfo(64), 64, 'read'],
    ['counters of 16 kB', meminfo(16), 16, 'read'],
    ['counters of 4 kB', meminfo(4), 4, 'read'],
    // Somebody has scaled the numbers; only pages of 4 KiB are mapped like this.
    ['x86, whatever the counters', meminfo(64, 'DirectMap4k: 65536 kB\nDirectMap2M: 2097152 kB\n'), 4, 'read'],
    ['nothing that tells', 'MemTotal: 1048576 kB\nMemFree: 65536 kB\n', 4, 'assumed'],
    [
      'the kernel of x86 in uname',
      `Linux db1 5.14.0-362.el9.x86_64 #1 SMP Fri Nov 3 2023 x86_64 GNU/Linux\n${buddy(14)}`,
      4,
      'read',
    ],
  ])('%s', (_, text, size, basis) => {
    expect(machineIn(text).pageSize).toMatchObject({ value: size * 1024, basis })
  })
})

test('a report proves the page size by its smallest block', () => {
  const text =
    'Node 0 Normal: 3*64kB (U) 2*128kB (UM) 1*256kB (M) 0*512kB = 704kB\nNode 0 Normal free:704kB min:64kB low:128kB high:192kB\n'
  expect(machineIn(`${text}${meminfo(4)}`).pageSize).toMatchObject({ value: 65536, basis: 'read' })
})

describe('release and architecture', () => {
  test.each([
    [
      'Linux web 3.10.0-693.2.2.el7.x86_64 #1 SMP Tue Sep 12 22:26:13 UTC 2017 x86_64 x86_64 x86_64 GNU/Linux',
      '3.10.0-693.2.2.el7.x86_64',
      'x86_64',
      version(3, 10),
    ],
    [
      'Linux version 6.1.0-18-arm64 (debian-kernel@lists.debian.org) (gcc-12) #1 SMP Debian 6.1.76-1',
      '6.1.0-18-arm64',
      'aarch64',
      version(6, 1),
    ],
    [
      'java: page allocation failure: order:4, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null),cpuset=/,mems_allowed=0\nCPU: 3 PID: 1234 Comm: java Not tainted 5.10.0-8-amd64 #1 Debian 5.10.46-4',
      '5.10.0-8-amd64',
      'x86_64',
      version(5, 10),
    ],
  ])('%s', (text, release, architecture, at) => {
    expect(machineIn(text)).toMatchObject({
      release: { value: release },
      architecture: { value: architecture },
      version: at,
    })
  })

  test('each host has its own', () => {
    const line = (host: string, release: string) =>
      `Linux ${host} ${release} #1 SMP Mon Jan 1 00:00:00 UTC 2024 x86_64 GNU/Linux\n`
    const [moment] = momentsIn(`${line('a', '5.4.0-1-generic')}MemTotal: 1048576 kB\nMemFree: 65536 kB\n`)
    expect(moment?.machine.release?.value).toBe('5.4.0-1-generic')
  })
})

describe('hypervisor', () => {
  test.each([
    ['Hypervisor detected: VMware', 'vmware'],
    ['Hypervisor detected: Microsoft Hyper-V', 'hyper-v'],
    ['Hypervisor detected: Xen HVM', 'xen'],
    ['Hypervisor detected: KVM', 'kvm'],
    ['DMI: QEMU Standard PC (Q35 + ICH9, 2009), BIOS 1.16.0', 'kvm'],
    ['DMI: Dell Inc. PowerEdge R740/06WXJT, BIOS 2.10.0', null],
    ['hv_balloon: Using Dynamic Memory protocol version 2.0', 'hyper-v'],
  ])('%s', (line, name) => {
    expect(machineIn(`[    0.000000] ${line}\n`).hypervisor?.value ?? null).toBe(name)
  })
  test('who answers as a guest of VMware is one', () => {
    expect(machineIn('# vmware-toolbox-cmd stat balloon\n0 MB\n').hypervisor?.value).toBe('vmware')
  })
})
