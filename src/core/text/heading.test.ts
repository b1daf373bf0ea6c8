import { expect, test } from 'vitest'
import { headingOf, pathsOf } from './heading.ts'

const paths = (text: string) => {
  const heading = headingOf(text)
  return heading && pathsOf(heading)
}

test.each<[string, string[]]>([
  ['# cat /proc/meminfo', ['/proc/meminfo']],
  ['# cat /a/memory.current /a/memory.high', ['/a/memory.current', '/a/memory.high']],
  ['# cat /proc/meminfo; cat /proc/vmstat | head -60', ['/proc/meminfo', '/proc/vmstat']],
  ['# cat /a/memory.peak 2>/dev/null', ['/a/memory.peak']],
  ['# grep -E "^(anon|file) " /a/memory.stat', ['/a/memory.stat']],
  ['# cat /a/memory.{current,max} /b/{c,d}/x.y', ['/a/memory.current', '/a/memory.max', '/b/c/x.y', '/b/d/x.y']],
  ['# grep . /sys/kernel/mm/ksm/*', ['/sys/kernel/mm/ksm/*']],
  ['# grep -r . /sys/kernel/mm/hugepages/', ['/sys/kernel/mm/hugepages/']],
  ['/sys/fs/cgroup/memory # cat memory.stat', ['/sys/fs/cgroup/memory/memory.stat']],
  [
    '# cd /sys/fs/cgroup; grep . a/memory.current memory.stat | head',
    ['/sys/fs/cgroup/a/memory.current', '/sys/fs/cgroup/memory.stat'],
  ],
  ['$ grep -E "VmRSS" /proc/$(pgrep -x java)/status', ['/proc/$(pgrep -x java)/status']],
  ['==> memory.current <==', ['memory.current']],
  ['== /sys/fs/cgroup/kubepods.slice/pod-db.slice/', ['/sys/fs/cgroup/kubepods.slice/pod-db.slice/']],
  ['[root@k8s ~]# cat memory.stat', ['memory.stat']],
  ['# free -m', []],
  ['# dmesg | grep -i "memory.stat"', []],
  ['# sysctl vm.nr_hugepages', ['vm.nr_hugepages']],
])('the files that a heading names: %s', (text, expected) => expect(paths(text)).toEqual(expected))

test.each<[string, string | null]>([
  ['root@pve1:~# ssh pve2 free -m', 'pve2'],
  ['root@pve1:~# ssh -p 2222 -o BatchMode=yes admin@pve2 cat /proc/meminfo', 'pve2'],
  ['$ lxc exec container1 -- free -h', 'container1'],
  ['# lxc-attach -n mylxc -- free -m', 'mylxc'],
  ['# docker exec -it web_1 cat /sys/fs/cgroup/memory.stat', 'web_1'],
  ['$ kubectl exec -n shop -c app pod/cart-0 -- cat /sys/fs/cgroup/memory.max', 'cart-0'],
  ['root@pve1:~# pct exec 101 -- free', '101'],
  // What is typed there has a prompt of its own.
  ['root@pve1:~# ssh pve2', 'pve1'],
  ['root@pve1:~# free -m', 'pve1'],
])('whose dump a command prints: %s', (text, host) => expect(headingOf(text)?.host ?? null).toBe(host))

test('a command of a megabyte is read as far as anybody types', () => {
  expect(paths(`# cat ${'/a'.repeat(500_000)}`)!.length).toBeLessThan(65)
  expect(paths(`# cat ${'$(a '.repeat(20_000)}`)!.length).toBeLessThan(65)
})

test.each([
  'free -h',
  'free',
  'uname -a',
  'cat /proc/meminfo',
  'ps aux --sort=-rss | head -20',
  'vmstat 1 4',
  'kubectl top pods',
])('a command whose prompt was left out: %s', (text) => expect(headingOf(text)?.command).toBe(text))

test.each([
  'free memory is low',
  'top - 11:10:47 up  1:08,  2 users,  load average: 0.00, 0.01, 0.05',
  'date and time of the reports',
  'cat is not needed here.',
  'Mem:  15G  13G',
])('no command: %s', (text) => expect(headingOf(text)).toBeNull())

test.each<[string, string | null]>([
  ['==> /proc/meminfo <==', '/proc/meminfo'],
  ['===== free -m =====', 'free -m'],
  ['== collected by ops ==', 'collected by ops'],
  ['--- lsmod ---', 'lsmod'],
  ['### date', 'date'],
  ['## date ##', 'date'],
  ['=====', null],
  ['---------------- ------- -------', null],
  ['--- a/mm/page_alloc.c', null],
  ['#######', null],
])('rules around a command: %s', (text, expected) => expect(headingOf(text)?.command ?? null).toBe(expected))

test('a rule of sixty thousand dashes is read at once', () => {
  expect(headingOf(`${'-'.repeat(60_000)}!`)).toBeNull()
  expect(headingOf(`=${'= '.repeat(30_000)}!`)?.command).toMatch(/^= .*!$/)
})
