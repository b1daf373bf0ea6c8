import { expect, test } from 'vitest'
import { recordsIn, valuesIn } from '../../../testing/read.ts'

const EL7 =
  'Linux node158 3.10.0-862.9.1.el7.x86_64 #1 SMP Mon Jul 16 16:29:36 UTC 2018 x86_64 x86_64 x86_64 GNU/Linux\n'

test('uname -a', () => {
  expect(valuesIn('uname', EL7)).toEqual([
    {
      host: 'node158',
      release: '3.10.0-862.9.1.el7.x86_64',
      version: '#1 SMP Mon Jul 16 16:29:36 UTC 2018',
      machine: 'x86_64',
    },
  ])
})

test.each<[string, string, string, string]>([
  [
    'the first of three machines',
    'Linux h 2.6.32-431.el6.i686 #1 SMP Fri Nov 22 00:26:36 UTC 2013 i686 athlon i386 GNU/Linux',
    '2.6.32-431.el6.i686',
    'i686',
  ],
  [
    'busybox',
    'Linux 7f3c2a 5.15.44-v8l+ #1 SMP PREEMPT Debian 5.15 (2022-07-03) aarch64 Linux',
    '5.15.44-v8l+',
    'aarch64',
  ],
  [
    'a page lost the end of the prompt',
    '$ uname -aLinux pod-1 3.10.0-693.2.2.el7.x86_64 #1 SMP Tue Sep 12 22:26:13 UTC 2017 x86_64 Linux',
    '3.10.0-693.2.2.el7.x86_64',
    'x86_64',
  ],
  [
    'wrapped',
    'Linux h 5.4.0-45-generic #49~18.04.2-Ubuntu SMP Wed Aug 26\n16:29:02 UTC 2020 x86_64 x86_64 x86_64 GNU/Linux',
    '5.4.0-45-generic',
    'x86_64',
  ],
  [
    'a host called like its kernel',
    'Linux 5.4.0 5.4.0 #1 SMP Wed Aug 26 16:29:02 UTC 2020 ppc64le GNU/Linux',
    '5.4.0',
    'ppc64le',
  ],
])('%s', (_, text, release, machine) => {
  expect(valuesIn('uname', `${text}\n`)).toMatchObject([{ release, machine }])
})

test.each<[string, string, object]>([
  ['uname -r', '7.2.13+deb14-amd64', { release: '7.2.13+deb14-amd64' }],
  ['uname -m', 'aarch64', { machine: 'aarch64' }],
  ['uname -mr', '4.18.0-553.el8_10.x86_64 x86_64', { release: '4.18.0-553.el8_10.x86_64', machine: 'x86_64' }],
  ['uname -n -r', 'db1 6.1.0-56-amd64', { host: 'db1', release: '6.1.0-56-amd64' }],
  ['cat /etc/os-release; uname -r', '6.1.0-56-amd64', { release: '6.1.0-56-amd64' }],
])('single words need their command: %s', (command, answer, expected) => {
  expect(valuesIn('uname', `# ${command}\n${answer}\n`)).toEqual([expected])
})

test.each([
  ['nothing', ''],
  ['prose', 'Linux is a kernel. We run 5.10 on all hosts.\n'],
  ["sar's head", 'Linux 5.10.0-46-amd64 (big2) \t03/14/25 \t_x86_64_\t(4 CPU)\n'],
  ['a release without its command', '5.14.0-427.24.1.el9_4.x86_64\n'],
  ['another answer', '# uname -r\ncommand not found\n'],
  ['cut', 'Linux node158 3.10.0-862.9\n'],
])('no uname: %s', (_, text) => expect(recordsIn('uname', text)).toEqual([]))

test('the banner of a boot is a kind of its own, so that it does not shift the numbers of uname', () => {
  const banner =
    'Linux version 5.10.0-46-amd64 (debian-kernel@lists.debian.org) (gcc-10 (Debian 10.2.1-6) 10.2.1) #1 SMP\n'
  expect(valuesIn('linuxVersion', `[    0.000000] ${banner}${EL7}`)).toEqual([{ release: '5.10.0-46-amd64' }])
  expect(valuesIn('uname', `[    0.000000] ${banner}${EL7}`)).toHaveLength(1)
})
