import { spawnSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { main } from '../cli/main.ts'
import { analyze, type Report } from '../core/analyze.ts'
import { unpack } from '../share/permalink.ts'
import { COMMANDS, SCRIPT } from '../ui/intake/commands.ts'
import { meminfo } from './findings.ts'
import { dumpOf } from './fixtures.ts'

const COLLECT = join(import.meta.dirname, '../../public/collect.sh')
const script = readFileSync(COLLECT, 'utf8')
const here = mkdtempSync(join(tmpdir(), 'collect-'))
afterAll(() => rmSync(here, { recursive: true, force: true }))

const found = (command: string): string | null =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find((path) => existsSync(path)) ?? null

const busybox = found('busybox')
/** busybox with nothing but its own commands. */
function applets(): string {
  const folder = join(here, 'busybox')
  if (!existsSync(folder)) {
    mkdirSync(folder)
    spawnSync(busybox!, ['--install', '-s', folder])
  }
  return folder
}

interface Shell {
  readonly name: string
  readonly command: readonly string[]
  readonly path: () => string | undefined
}
const all: readonly (Shell & { readonly there: boolean })[] = [
  { name: 'dash', command: ['dash'], path: () => process.env['PATH'], there: found('dash') !== null },
  { name: 'bash', command: ['bash', '--posix'], path: () => process.env['PATH'], there: found('bash') !== null },
  { name: 'busybox', command: [busybox ?? '', 'sh'], path: applets, there: busybox !== null },
]
// The script is for Linux; elsewhere there is no /proc to run it on.
const shells = process.platform === 'linux' ? all.filter(({ there }) => there) : []
const skipped = all.filter((shell) => !shells.includes(shell)).map(({ name }) => name)

/** Runs the script as `sh -s … < collect.sh` does, in an empty folder that it may not write to. */
function run(args: readonly string[], { command, path }: Shell = shells[0]!, stubs?: string) {
  const cwd = mkdtempSync(join(here, 'cwd-'))
  chmodSync(cwd, 0o555)
  const [program, ...rest] = command
  const { status, stdout, stderr } = spawnSync(program!, [...rest, '-s', '--', ...args], {
    cwd,
    input: script,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    timeout: 60_000,
    env: { PATH: [stubs, path()].filter(Boolean).join(delimiter), TMPDIR: cwd, HOME: cwd },
  })
  expect(readdirSync(cwd)).toEqual([])
  return { status, out: stdout, err: stderr }
}

/** Lines that were not understood. */
function unread({ coverage }: Report, text: string): string[] {
  const lines = text.split('\n')
  return coverage.flatMap(({ unrecognised }) => unrecognised.flatMap(([first, last]) => lines.slice(first - 1, last)))
}

const reportOn = (text: string): Report => analyze([{ name: 'memory.txt', text }])
const kindsIn = (text: string) => new Set(reportOn(text).records.map(({ kind }) => kind))

/** A tree of files, as /proc and /sys of a machine that this one is not. */
function machine(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(here, 'root-'))
  for (const [path, text] of Object.entries({ '/proc/meminfo': meminfo(), ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

/** Commands that say what a test wants. */
function stub(commands: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(here, 'bin-'))
  for (const [name, body] of Object.entries(commands)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return folder
}

const group = (usage: number, limit: string) => ({
  'memory.current': `${usage}\n`,
  'memory.max': `${limit}\n`,
  'memory.events': 'low 0\nhigh 0\nmax 12\noom 3\noom_kill 3\n',
  'memory.stat': `anon ${usage - 8192}\nfile 4096\nkernel_stack 4096\nslab_reclaimable 0\nslab_unreclaimable 0\nsock 0\nshmem 0\ninactive_file 4096\nactive_file 0\n`,
})
const at = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]))

describe.each(shells)('under $name', (shell) => {
  test('a host, a container, a pod: all of it is understood', () => {
    for (const where of ['host', 'container', 'pod', 'node']) {
      const { status, out, err } = run([where], shell)
      expect([status, err]).toEqual([0, ''])
      expect(unread(reportOn(out), out)).toEqual([])
      const kinds = kindsIn(out)
      for (const kind of ['meminfo', 'free', 'uname', 'ps', 'date'] as const) expect(kinds).toContain(kind)
      if (where === 'host') expect(kinds).toContain('vmstat')
      if (where === 'host') expect(kinds).toContain('zoneinfo')
    }
  })

  test('the command line reads it, and finds a machine of the same size', () => {
    const { out } = run(['host'], shell)
    let facts = ''
    const status = main(['--facts', '-'], {
      read: () => new TextEncoder().encode(out),
      out: (text) => (facts += text),
      err: () => {},
      page: () => '',
      locale: '',
    })
    const total = /^MemTotal:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))![1]
    expect(status).toBe(0)
    expect(facts).toContain(`meminfo[0].MemTotal\t${Number(total) * 1024}\n`)
  })

  test('--link opens to what would have been printed', () => {
    const root = machine(at('/sys/fs/cgroup', group(104_857_600, 'max')))
    const { out } = run(['container', '--root', root], shell)
    const link = run(['container', '--root', root, '--link', 'https://host/app/#old'], shell)
    expect(link.out).toMatch(/^https:\/\/host\/app\/#gz=[\w-]+\n$/)
    const opened = unpack(new URL(link.out.trim()).hash)
    expect(opened?.state === 'whole' ? opened.parcel.sources.map(({ text }) => text) : opened).toEqual([out])
  })

  test('wrong usage is 2 and one line; --help says what there is', () => {
    for (const args of [['everything'], ['--link'], ['--link', ''], ['--root', '/nowhere'], ['--colour']]) {
      const { status, out, err } = run(args, shell)
      expect([status, out]).toEqual([2, ''])
      expect(err).toMatch(/^collect\.sh: .*\n$/)
    }
    expect(run(['--help'], shell)).toMatchObject({ status: 0, err: '' })
  })

  test('a container of cgroup v2 sees its own group as the root', () => {
    const root = machine({ '/proc/self/cgroup': '0::/\n', ...at('/sys/fs/cgroup', group(104_857_600, '134217728')) })
    const { out } = run(['container', '--root', root], shell)
    const [moment] = reportOn(out).moments
    expect(moment?.cgroups).toMatchObject([
      { version: 2, usage: { bytes: 104_857_600 }, limit: { bytes: 134_217_728 } },
    ])
    expect(unread(reportOn(out), out)).toEqual([])
  })

  test('where the tree of the host is in sight, the own group and each one above it', () => {
    const path = '/kubepods.slice/kubepods-pod\\x2d1.slice/app 1'
    const root = machine({
      '/proc/self/cgroup': `0::${path}\n`,
      ...at('/sys/fs/cgroup/kubepods.slice', group(900_000_000, '1073741824')),
      ...at('/sys/fs/cgroup/kubepods.slice/kubepods-pod\\x2d1.slice', group(300_000_000, 'max')),
      ...at(`/sys/fs/cgroup${path}`, group(104_857_600, '134217728')),
    })
    const { out } = run(['pod', '--root', root], shell)
    expect(out).toContain(`/sys/fs/cgroup${path}/memory.max:134217728\n`)
    expect(out).toContain('/sys/fs/cgroup/kubepods.slice/memory.max:1073741824\n')
    expect(reportOn(out).moments[0]?.cgroups).toHaveLength(3)
  })

  test('cgroup v1: the path is the host’s, the files stand at the top', () => {
    const root = machine({
      '/proc/self/cgroup': '12:cpu,cpuacct:/docker/abc\n9:memory:/docker/abc\n0::/system.slice\n',
      ...at('/sys/fs/cgroup/memory', {
        'memory.usage_in_bytes': '104857600\n',
        'memory.limit_in_bytes': '134217728\n',
        'memory.failcnt': '7\n',
        'memory.stat': dumpOf('formats/memory-stat/fixtures/linux-6.1-v1.txt'),
      }),
    })
    const { out } = run(['container', '--root', root], shell)
    expect(out).toContain('/sys/fs/cgroup/memory/memory.failcnt:7\n')
    expect(reportOn(out).moments[0]?.cgroups).toMatchObject([{ version: 1 }])
  })

  test('without ps the processes come from /proc, in its form', () => {
    const status = (pid: number, name: string, rss: number) =>
      `Name:\t${name}\nUmask:\t0022\nPid:\t${pid}\nPPid:\t1\nUid:\t1000\t1000\t1000\t1000\nVmSize:\t${rss + 500} kB\nVmRSS:\t${rss} kB\n`
    const root = machine({
      '/proc/12/status': status(12, 'Web Content', 2048),
      '/proc/31/status': status(31, 'java', 8_000_000),
      '/proc/2/status': 'Name:\tkthreadd\nPid:\t2\nPPid:\t0\nUid:\t0\t0\t0\t0\n',
    })
    const ps = reportOn(run(['host', '--root', root], shell).out).records.find(({ kind }) => kind === 'ps')
    expect(ps?.kind === 'ps' && ps.data.processes.map(({ pid, rss, command }) => [pid, rss, command])).toEqual([
      [31, 8_000_000 * 1024, 'java'],
      [12, 2048 * 1024, 'Web Content'],
      [2, 0, 'kthreadd'],
    ])
  })

  test('a huge file is cut, said so, and the whole is bounded', () => {
    const row = `0xffffb1e040000000-0xffffb1e040005000   20480 irq_init_percpu_irqstack+0x114/0x1b0 vmap phys=0x0\n`
    const root = machine({
      '/proc/vmallocinfo': row.repeat(30_000),
      ...Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [
          `/sys/fs/cgroup/a${index}.slice/memory.numa_stat`,
          'x'.repeat(400_000),
        ]),
      ),
    })
    const { out, status } = run(['host', '--root', root], shell)
    expect(status).toBe(0)
    expect(out).toMatch(/\n# collect\.sh: cut after \d+ lines: cat \/proc\/vmallocinfo\n/)
    expect(out).toMatch(/\n# collect\.sh: cut after \d+ lines: all of it\n$/)
    expect(out.length).toBeLessThan(4 * 2 ** 20 + 200)
  })

  test('nothing below the root is touched', () => {
    const root = machine(at('/sys/fs/cgroup', group(104_857_600, 'max')))
    const state = () =>
      readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => [path, statSync(join(root, path)).mtimeMs])
    const before = state()
    run(['host', '--root', root], shell)
    expect(state()).toEqual(before)
  })
})

const LOG = dumpOf('formats/oom/fixtures/linux-7.2-cgroup-v2.txt')

describe.each(shells)('commands that others wrote, under $name', (shell) => {
  test('--redact: no name, no address, no id; the figures as they were', () => {
    const id = '3c9d0f2e1b7a'.repeat(5) + 'abcd'
    const log = `${LOG.replaceAll('3c9d0f2e1b7a', id)}[    9.0] eth0: 52:54:00:12:34:56 10.11.12.13 fe80::5054:ff:fe12:3456 prod-db-07: balloon\n`
    const log0 = join(here, 'log.txt')
    writeFileSync(log0, log)
    const bin = stub({
      uname: `case $1 in -n) echo prod-db-07.example.com ;; *) echo 'Linux prod-db-07.example.com 5.15.90.1-microsoft-standard-WSL2 #1 SMP x86_64 GNU/Linux' ;; esac`,
      dmesg: `cat '${log0}'`,
      ipcs: `printf '%s\\n' '------ Shared Memory Segments --------' 'key        shmid      owner      perms      bytes      nattch     status      ' '0x00000000 3          alice      600        4194304    2          dest         '`,
    })
    const { out } = run(['host', '--redact'], shell, bin)
    expect(out).not.toMatch(/prod-db|example\.com|52:54:00|10\.11\.12|fe80::|alice/)
    expect(out).not.toContain(id)
    expect(out).toContain('Linux host-1 5.15.90.1-microsoft-standard-WSL2 #1')
    const [plain, hidden] = [run(['host'], shell, bin).out, out].map(
      (text) => reportOn(text).records.find(({ kind }) => kind === 'oom')?.data,
    )
    expect(hidden).toMatchObject({ victim: { pid: { value: 162 }, name: { value: 'python3' } } })
    expect(plain).toMatchObject({ cgroup: { limited: { value: `/system.slice/docker-${id}.scope` } } })
    expect(hidden).toMatchObject({ cgroup: { limited: { value: '/system.slice/docker-container-1.scope' } } })
  })

  test('where dmesg is forbidden the journal tells', () => {
    const bin = stub({
      dmesg: 'echo "read kernel buffer failed" >&2; exit 1',
      journalctl: `cat '${join(here, 'j.txt')}'`,
    })
    writeFileSync(join(here, 'j.txt'), LOG)
    const { out } = run(['host'], shell, bin)
    expect(out).toContain('# journalctl -k -b')
    expect(kindsIn(out)).toContain('oom')
  })

  test('what a command prints can’t act: no escapes, no bytes that are not UTF-8', () => {
    const bin = stub({
      lsmod: `printf 'Module Size Used by\\n\\033]0;owned\\007x\\377 4096 0\\n\\344\\275\\240 8192 0\\n'`,
    })
    const { out } = run(['host'], shell, bin)
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f\ufffd]/)
    expect(out).toContain(']0;ownedx')
  })

  test('a command that hangs does not hold up the others', () => {
    const { out, status } = run(['container'], shell, stub({ uname: 'exec sleep 300' }))
    expect(status).toBe(0)
    expect(out).not.toContain('# uname -a')
    expect(kindsIn(out)).toContain('meminfo')
  })

  test('a link that nothing takes warns on standard error', () => {
    const noise = Array.from(
      { length: 4000 },
      (_, index) => `pgfault_${index} ${(index * 2_654_435_761) % 4_294_967_296}`,
    )
    const root = machine({ '/proc/vmstat': `${noise.join('\n')}\n` })
    const { err, status } = run(['host', '--root', root, '--link', 'https://host/'], shell)
    expect([status, err]).toEqual([0, expect.stringMatching(/^collect\.sh: the link has \d+ characters, more than /)])
  })
})

test('cut off on its way, it does nothing', () => {
  const half = script.slice(0, script.lastIndexOf('main'))
  const { stdout } = spawnSync(shells[0]?.command[0] ?? 'sh', ['-s'], { input: half, encoding: 'utf8' })
  expect(stdout).toBe('')
})

test('without a command to bound others, the shell keeps watch', () => {
  // All that the script needs, and no timeout.
  const tools = 'awk cat date grep head sed sort tail tr uname sleep gzip base64'.split(' ')
  const folder = mkdtempSync(join(here, 'tools-'))
  for (const tool of tools) {
    const path = found(tool)
    if (path) symlinkSync(path, join(folder, tool))
  }
  accessSync(join(folder, 'awk'), constants.X_OK)
  const dash = shells.find(({ name }) => name !== 'busybox')
  if (!dash) return
  const [command, ...rest] = [found(dash.command[0]!)!, ...dash.command.slice(1)]
  const { status, out } = run(['container'], { name: 'bare', command: [command, ...rest], path: () => folder })
  expect(status).toBe(0)
  expect(kindsIn(out)).toContain('meminfo')
})

test('the page’s commands and the script’s help are the same', () => {
  const { out } = run(['--help'])
  for (const [place, command] of Object.entries(SCRIPT)) {
    expect(out).toMatch(new RegExp(`^  an? ${place} +${command.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`, 'm'))
    expect(Object.keys(COMMANDS)).toContain(place)
  }
})

test.skipIf(skipped.length === 0)(`shells that are not here: ${skipped.join(', ')}`, () => {
  expect(shells).not.toHaveLength(0)
})
