import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixtures } from '../../testing/fixtures.ts'
import { analyze, type Report } from '../analyze.ts'
import { factsOf } from '../facts/facts.ts'
import { csvOf } from '../report/csv.ts'
import { htmlReport } from '../report/html.ts'
import { jiraReport } from '../report/jira.ts'
import { jsonReport } from '../report/json.ts'
import { markdownReport } from '../report/markdown.ts'
import { pagerText } from '../report/pager.ts'
import { pictureIn, picturesOf, type PictureKey } from '../report/svg/pictures-of.ts'
import { svgPicture } from '../report/svg/picture.ts'
import { tablesOf } from '../report/tables.ts'
import { madeOf } from '../report/tables/table.ts'
import { terminalReport } from '../report/terminal.ts'
import type { Source } from '../text/source.ts'
import { DEFAULT_SWITCHES, KINDS, type Kind, type Switches } from './kinds.ts'
import { redact } from './redact.ts'
import { isTelling } from './standard.ts'

const SAMPLES = join(import.meta.dirname, '../../samples')
const texts: readonly (readonly [name: string, text: string])[] = [
  ...fixtures.map(({ name, text }) => [name, text] as const),
  ...readdirSync(SAMPLES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, readFileSync(join(SAMPLES, name, 'input.txt'), 'utf8')] as const),
]

const STAMP = { version: '0', digest: '', reopen: null }
const one = (text: string, name = 'dump.txt'): readonly Source[] => [{ name, text }]
const only = (...kinds: readonly Kind[]): Switches =>
  Object.fromEntries(KINDS.map((kind) => [kind, kinds.includes(kind)])) as unknown as Switches
const redacted = (text: string, switches = DEFAULT_SWITCHES) => redact(one(text), analyze(one(text)), switches)
const textOf = (text: string, switches = DEFAULT_SWITCHES) => redacted(text, switches).sources[0]!.text

/** What an analysis says besides names. */
function conclusions(report: Report, sources: readonly Source[]) {
  const { findings, records, snapshots, unrecognised } = JSON.parse(
    JSON.stringify(jsonReport(report, sources, 'en', STAMP)),
  ) as {
    findings: {
      id: string
      severity: string
      confidence: string
      snapshot: number
      bytes: number
      evidence: { line: number }[]
    }[]
    records: { id: string; lines: unknown; snapshot: unknown }[]
    snapshots: { ledger: unknown; zones: unknown; kernel: unknown; cgroups: { path: unknown }[] }[]
    unrecognised: unknown
  }
  return {
    findings: findings.map(({ id, severity, confidence, snapshot, bytes, evidence }) => [
      id,
      severity,
      confidence,
      snapshot,
      bytes,
      evidence.map(({ line }) => line),
    ]),
    records: records.map(({ id, lines, snapshot }) => [id, lines, snapshot]),
    books: snapshots.map(({ ledger, zones, kernel, cgroups }) => [
      ledger,
      zones,
      kernel,
      cgroups.map((each) => ({ ...each, path: null })),
    ]),
    facts: factsOf(report.records).map(({ path, value }) => [path, /^-?[\d.,]+$/.test(value) ? value : '']),
    unrecognised,
  }
}

function pictureOf(report: Report, key: PictureKey): string {
  const { picture, moment } = pictureIn(report, key)!
  return svgPicture(picture, { report, moment }, 'en', STAMP)
}

/** What a picture says in sizes, shares and counts, in its order. */
const figuresOf = (report: Report, key: PictureKey) =>
  pictureOf(report, key).match(/[−+]?\d[\d.]* (?:[KMGT]i?)?(?:B|%|×)(?![\w])/g)

/** Everything that can leave the page, in one text. */
const exportsOf = (report: Report, sources: readonly Source[]) =>
  [
    ...sources.flatMap(({ name, text }) => [name, text]),
    markdownReport(report, sources, 'en', STAMP),
    markdownReport(report, sources, 'zh', STAMP),
    terminalReport(report, sources, 'en', STAMP),
    jiraReport(report, sources, 'en', STAMP),
    htmlReport(report, sources, 'en', STAMP),
    pagerText(report, 'en', STAMP),
    ...tablesOf(report, 'en').map((table) => csvOf(madeOf(table), STAMP)),
    ...picturesOf(report, 'en').map(({ key }) => pictureOf(report, key)),
    JSON.stringify(jsonReport(report, sources, 'en', STAMP)),
    ...factsOf(report.records).map(({ value }) => value),
  ].join('\n')

const asWord = (name: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u')

describe.each(texts)('%s', (_, text) => {
  const sources = one(text)
  const report = analyze(sources)
  const safe = redact(sources, report, DEFAULT_SWITCHES)
  const again = analyze(safe.sources)

  test('says the same without its names', () => {
    expect(conclusions(again, safe.sources)).toEqual(conclusions(report, sources))
  })

  test('has the same pictures under the same keys, with the same figures', () => {
    const keys = picturesOf(report, 'en').map(({ key }) => key)
    expect(picturesOf(again, 'en').map(({ key }) => key)).toEqual(keys)
    for (const key of keys) expect(figuresOf(again, key)).toEqual(figuresOf(report, key))
  })

  test('holds none of the names that were replaced, nor does anything made of it', () => {
    const everything = exportsOf(again, safe.sources)
    for (const { original, kind } of safe.replaced) {
      // What was typed at a prompt stays where the dump below is read by it: `ps aux` is no process's command line there.
      const typed =
        kind === 'commands' && report.records.some(({ context }) => context.heading?.command.includes(original))
      if (isTelling(original) && !typed) expect(everything).not.toMatch(asWord(original))
    }
  })

  test('keeps its lines, and its pseudonyms when it is redacted again', () => {
    expect(safe.sources[0]!.text.split('\n').length).toBe(text.split('\n').length)
    expect(redact(safe.sources, again, DEFAULT_SWITCHES).sources).toEqual(safe.sources)
  })

  test('marks what it changed', () => {
    for (const [source, changes] of safe.changes.entries()) {
      for (const { from, to, name } of changes) {
        const { pseudonym } = safe.replaced[name]!
        expect(safe.sources[source]!.text.slice(from, to).replace(/[-_0]/g, '')).toBe(pseudonym.replace(/[-_0]/g, ''))
      }
    }
  })
})

const ID = '5f2d7c31a9be4c0d8e6f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f'

describe('the same name is the same pseudonym wherever it stands', () => {
  test('hosts: prompts, log prefixes, names of files', () => {
    const text =
      'root@web1:~# free -m\nNov 20 17:25:01 web1 kernel: oom_reaper: reaped process 12 (x), now anon-rss:0kB, file-rss:0kB\nsee web1-dmesg.txt\n'
    const { sources } = redact(one(text, 'web1-dmesg.txt'), analyze(one(text)), DEFAULT_SWITCHES)
    expect(sources[0]!.text.match(/host-\d+/g)).toEqual(['host-1', 'host-1', 'host-1'])
    expect(sources[0]!.name).toBe('host-1-dmesg.txt')
    expect(sources[0]!.text).not.toContain('web1')
  })

  test.each([
    ['web1-dmesg.txt', 'file-1-dmesg.txt'],
    ['acme-prod_monday.2.log', 'file-1.2.log'],
    ['before.txt', 'before.txt'],
    ['meminfo-2025-03-14.txt.gz', 'meminfo-2025-03-14.txt.gz'],
    ['host-1-dmesg.txt', 'host-1-dmesg.txt'],
    ['file-1.2.log', 'file-1.2.log'],
    ['10.1.2.3-vmstat.txt', '192.0.2.1-vmstat.txt'],
  ])('a file %s whose text names no host is called %s', (name, safe) => {
    const sources = one('MemTotal: 1000 kB\nMemFree: 1 kB\nActive: 2 kB\n', name)
    const { sources: renamed, doubtful } = redact(sources, analyze(sources), DEFAULT_SWITCHES)
    expect(renamed[0]!.name).toBe(safe)
    expect(doubtful).toEqual([])
  })

  test('two files of one name keep it in common, and words of one are not sought in the text', () => {
    const sources = ['compaction.txt', 'compaction.txt'].map((name) => ({ name, text: 'compaction failed\n' }))
    const { sources: renamed } = redact(sources, analyze(sources), DEFAULT_SWITCHES)
    expect(renamed).toEqual(sources.map(({ text }) => ({ name: 'file-1.txt', text })))
    const kept = redact(sources, analyze(sources), { ...DEFAULT_SWITCHES, hosts: false })
    expect(kept.sources).toEqual(sources)
    expect(kept.doubtful.map(({ why, text }) => [why, text])).toContainEqual(['file', 'compaction.txt'])
  })

  test('processes: the table, the head, the kill', () => {
    const text = [
      'acme-billing invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
      'CPU: 1 PID: 12 Comm: acme-billing Not tainted 5.10.0-46-amd64 #1 Debian 5.10.1-1',
      '[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
      '[     12]  1000    12   103186    32868   299008        0             0 acme-billing',
      '[     13]  1000    13   103186    32868   299008        0             0 Web Content',
      'oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/system.slice/acme-billing.service,task=acme-billing,pid=12,uid=1000',
      'Out of memory: Killed process 12 (acme-billing) total-vm:412744kB, anon-rss:130760kB, file-rss:712kB, shmem-rss:0kB, UID:1000 pgtables:292kB oom_score_adj:0',
    ].join('\n')
    const safe = textOf(text)
    expect(safe).not.toContain('acme')
    expect(safe).not.toContain('Web Content')
    expect(safe.match(/process-1\b/g)).toHaveLength(6)
    expect(safe).toContain('task_memcg=/system.slice/process-1.service,task=process-1,pid=12')
    expect(safe).toContain('Killed process 12 (process-1) total-vm:412744kB')
  })

  test('a short id is the beginning of the long one', () => {
    expect(textOf(`Memory cgroup stats for /docker/${ID}:\n# docker inspect ${ID.slice(0, 12)}\n`)).toBe(
      `Memory cgroup stats for /docker/c00000000001${'0'.repeat(52)}:\n# docker inspect c00000000001\n`,
    )
  })
})

describe('what each kind is', () => {
  test.each<[Kind, string, string]>([
    ['hosts', '[root@db-7 ~]# free -m', '[root@host-1 ~]# free -m'],
    [
      'hosts',
      'Linux db-7 5.10.0-46-amd64 #1 SMP Debian 5.10.1-1 x86_64 GNU/Linux',
      'Linux host-1 5.10.0-46-amd64 #1 SMP Debian 5.10.1-1 x86_64 GNU/Linux',
    ],
    ['domains', 'see http://graphs.acme-corp.com/d/1', 'see http://graphs.domain-1.example/d/1'],
    ['addresses', 'from 10.1.2.3 port 22, also fe80::1ff:fe23:4567:890a', 'from 192.0.2.1 port 22, also 2001:db8::1'],
    [
      'addresses',
      '127.0.0.1 0.0.0.0 255.255.255.0 ::1 v1.2.3.4 kernel 2.6.32.1 12:34:56',
      '127.0.0.1 0.0.0.0 255.255.255.0 ::1 v1.2.3.4 kernel 2.6.32.1 12:34:56',
    ],
    ['macs', 'ether 52:54:00:12:34:56 brd ff:ff:ff:ff:ff:ff', 'ether 00:00:5e:00:53:01 brd ff:ff:ff:ff:ff:ff'],
    ['users', '[bob@db-7 ~]$ ls /home/bob', '[user-1@db-7 ~]$ ls /home/user-1'],
    [
      'users',
      'uid=0(root) sshd: session opened for user alice by (uid=0)',
      'uid=0(root) sshd: session opened for user user-1 by (uid=0)',
    ],
    ['containers', 'pod shop/cart-5d4f8c7b9-x2x4z is gone', 'pod shop/pod-1 is gone'],
    ['containers', `cri-containerd-${ID}.scope`, `cri-containerd-c00000000001${'0'.repeat(52)}.scope`],
    [
      'cgroups',
      'Task in /kubepods/burstable/pod77aa/c0ffee killed as a result of limit of /kubepods/burstable/pod77aa',
      'Task in /kubepods/burstable/group-1/group-2 killed as a result of limit of /kubepods/burstable/group-1',
    ],
    [
      'cgroups',
      '# cat /sys/fs/cgroup/system.slice/shop.service/memory.max',
      '# cat /sys/fs/cgroup/system.slice/group-1.service/memory.max',
    ],
  ])('%s: %s', (kind, text, expected) => expect(textOf(text, only(kind))).toBe(expected))

  test('a table of a dashboard names its hosts in a column', () => {
    const rows = ['2025-03-14 02:41:00,"shop-a",1.5 GiB', '2025-03-14 02:42:00,shop-b:9100,1.6 GiB']
    expect(textOf(['Time,instance,node_memory_MemFree_bytes', ...rows, ''].join('\n'))).toBe(
      'Time,instance,node_memory_MemFree_bytes\n2025-03-14 02:41:00,"host-1",1.5 GiB\n2025-03-14 02:42:00,host-2:9100,1.6 GiB\n',
    )
  })

  const PS = [
    'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND',
    'root           9  0.0  0.0      0     0 ?        I<   Mar14   0:00 [kworker/0:1H-kblockd]',
    'shop        1201  2.0  9.1 912345 81234 ?        Ssl  Mar14   9:12 /opt/shop/bin/cartd --db postgres://u:p@db-7/cart',
    'shop        1202  2.0  9.1 912345 81234 ?        Ssl  Mar14   9:12 /usr/bin/java -Xmx4g -jar /opt/shop/search.jar',
    'shop        1203  2.0  9.1 912345 81234 ?        S    Mar14   9:12 qemu-kvm -name shop-vm',
  ].join('\n')

  test('a list of processes keeps its columns, its figures and the threads of the kernel', () => {
    expect(textOf(PS).split('\n').slice(1)).toEqual([
      'root           9  0.0  0.0      0     0 ?        I<   Mar14   0:00 [kworker/0:1H-kblockd]',
      'user-1      1201  2.0  9.1 912345 81234 ?        Ssl  Mar14   9:12 /directory-1/process-1 arguments-1',
      'user-1      1202  2.0  9.1 912345 81234 ?        Ssl  Mar14   9:12 /usr/bin/sparse-1 arguments-2',
      'user-1      1203  2.0  9.1 912345 81234 ?        S    Mar14   9:12 guest-1 arguments-3',
    ])
  })

  test('the names of public programs can be kept', () => {
    const safe = textOf(PS, { ...DEFAULT_SWITCHES, programs: false })
    expect(safe).toContain('/usr/bin/java arguments-2')
    expect(safe).toContain('qemu-kvm arguments-3')
    expect(safe).not.toContain('cartd')
  })

  test('no switch, no change', () => expect(textOf(PS, only())).toBe(PS))
})

test('what the rules are not sure of is listed with its place', () => {
  const { doubtful } = redacted(
    'hello from acme-prod-12\nsee https://wiki.acme.io/runbooks/oom and /srv/acme/cart\npassword=hunter2\n',
  )
  expect(doubtful.map(({ why, line, text }) => [why, line, text])).toEqual([
    ['name', 1, 'acme-prod-12'],
    ['url', 2, 'https://host-1.domain-1.example/runbooks/oom'],
    ['path', 2, '/srv/acme/cart'],
    ['secret', 3, 'password=hunter2'],
  ])
})

test('a text that holds pseudonyms already keeps them apart from new ones', () => {
  expect(textOf('[root@host-1 ~]# ssh db-7\n[root@db-7 ~]# ping 192.0.2.1\nfrom 10.0.0.7\n')).toBe(
    '[root@host-1 ~]# ssh host-2\n[root@host-2 ~]# ping 192.0.2.1\nfrom 192.0.2.2\n',
  )
})

describe('any text', () => {
  const word = fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'free',
    'root',
    'node',
    'MemTotal:',
    '12 kB',
    '10.0.0.1',
    '::',
    'a@b',
    '[pid]',
    'invoked oom-killer:',
    'Killed process 1 (',
    '/docker/',
    'x.service',
    '\u001b[31m',
    '&lt;',
    '=\n',
    '#012',
    '{"log":"',
    'host',
    '中文',
  )
  const text = fc.array(fc.oneof(word, fc.string({ maxLength: 12 })), { maxLength: 60 }).map((words) => words.join(' '))

  test('is redacted without an error, line by line', () => {
    fc.assert(
      fc.property(text, (each) => {
        const { sources, changes } = redacted(each)
        expect(sources[0]!.text.split('\n').length).toBe(each.split('\n').length)
        expect(changes).toHaveLength(1)
      }),
      { numRuns: 300 },
    )
  })

  test('loses planted names of each kind, by its own switch alone', () => {
    const name = fc.stringMatching(/^[a-z]{6}z[0-9]{2}q$/)
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 4, maxLength: 4 }),
        fc.constantFrom(...KINDS),
        ([host, user, group, comm], kind) => {
          const planted: Partial<Record<Kind, string>> = {
            hosts: host!,
            users: user!,
            cgroups: group!,
            processes: comm!,
          }
          const dump = [
            `[${user}@${host} ~]$ dmesg`,
            `Nov 20 17:25:01 ${host} kernel: ${comm} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0`,
            `Nov 20 17:25:01 ${host} kernel: Task in /${group}/a killed as a result of limit of /${group}`,
            `Nov 20 17:25:02 ${host} kernel: Killed process 12 (${comm}) total-vm:412744kB, anon-rss:130760kB, file-rss:712kB`,
            `on ${host} the ${comm} of ${user} in ${group}`,
          ].join('\n')
          const safe = textOf(dump, only(kind))
          for (const [each, original] of Object.entries(planted)) expect(safe.includes(original)).toBe(each !== kind)
        },
      ),
      { numRuns: 60 },
    )
  })
})
