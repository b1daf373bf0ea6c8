import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { version } from '../../package.json'
import { caseLine } from '../share/case-line.ts'
import { oneFile } from '../share/one-file.ts'
import { unpack } from '../share/permalink.ts'
import { main } from './main.ts'

const FREE = `              total        used        free      shared  buff/cache   available
Mem:            461          32         423           0          17         428
Swap:             0           0           0
`

/** Runs the command line on files that are not there. */
function run(
  args: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>> = { 'dump.txt': FREE },
  locale = '',
) {
  let out = ''
  let err = ''
  const status = main(args, {
    read(file) {
      const content = files[file]
      if (content === undefined)
        throw Object.assign(new Error(`ENOENT: no such file, open '${file}'`), { code: 'ENOENT' })
      return typeof content === 'string' ? new TextEncoder().encode(content) : content
    },
    out: (text) => (out += text),
    err: (text) => (err += text),
    page: () => oneFile({ script: 'start()', style: 'p{}' }, { title: '', language: 'en', body: '', stamp: null }),
    locale,
  })
  return { status, out, err }
}

describe('what is printed', () => {
  test('--facts: path, tab, value, by place in the input', () => {
    const { out, err, status } = run(['--facts', 'dump.txt'])
    expect(out).toContain('free[0].mem.total\t483393536\nfree[0].mem.used\t33554432\n')
    expect(out.endsWith('\n')).toBe(true)
    expect([err, status]).toEqual(['', 0])
  })

  test('--json: one document of schema memledger/1', () => {
    const document: unknown = JSON.parse(run(['--json', 'dump.txt']).out)
    expect(document).toMatchObject({
      schema: 'memledger/1',
      inputs: [{ name: 'dump.txt', bytes: FREE.length, lines: 3 }],
      records: [{ id: 'free[0]', kind: 'free', input: 0, lines: [1, 3], snapshot: 0 }],
    })
  })

  test('several files are several snapshots, in order', () => {
    const { out } = run(['--json', 'b.txt', 'a.txt'], { 'a.txt': FREE, 'b.txt': FREE.replace('423', '400') })
    expect(JSON.parse(out)).toMatchObject({
      inputs: [{ name: 'b.txt' }, { name: 'a.txt' }],
      snapshots: [{ index: 0 }, { index: 1 }],
    })
  })

  test('--link: a link on the given address that carries the text', () => {
    const { out } = run(['--link', 'https://host/app/#old', 'dump.txt'])
    expect(out).toMatch(/^https:\/\/host\/app\/#v1\..+\n$/)
    expect(unpack(new URL(out.trim()).hash)).toEqual({
      state: 'whole',
      parcel: { sources: [{ name: 'dump.txt', text: FREE }], view: {} },
    })
  })

  test('--html: one file with the page and the case, that the command line reads again', () => {
    const { out, err, status } = run(['--html', 'dump.txt'])
    expect([err, status]).toEqual(['', 0])
    expect(out).toMatch(/^<!doctype html>/)
    expect(out).toContain('<script id="program">start()</script>')
    expect(run(['--facts', 'report.html'], { 'report.html': out }).out).toBe(run(['--facts', 'dump.txt']).out)
  })

  test('--markdown for a ticket, and a plain report without options', () => {
    expect(run(['--markdown', 'dump.txt']).out).toMatch(/^## /)
    expect(run(['dump.txt']).out).not.toMatch(/^#|\x1b/m)
  })

  test('--help and --version', () => {
    expect(run(['--help'])).toMatchObject({ status: 0, err: '' })
    expect(run(['--version'])).toEqual({ status: 0, out: `${version}\n`, err: '' })
  })

  test('is the same whatever was printed before', () => {
    expect(run(['--json', 'dump.txt'])).toEqual(run(['--json', 'dump.txt']))
  })
})

describe('what is read', () => {
  test.each([
    ['gzip', gzipSync(FREE)],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${FREE}`, 'utf16le')],
    ['UTF-16 of a redirection whose mark was cut', Buffer.from(FREE, 'utf16le')],
    ['CRLF', Buffer.from(FREE.replaceAll('\n', '\r\n'))],
  ])('%s', (_, bytes) => {
    expect(run(['--facts', 'dump.txt'], { 'dump.txt': bytes }).out).toBe(run(['--facts', 'dump.txt']).out)
  })

  test('an export of a case is the case inside it', () => {
    const line = caseLine({ sources: [{ name: 'dump.txt', text: FREE }], view: { snapshot: 0 } })
    for (const text of [line, `## Report\n\nMemTotal: 1 kB\n\n    ${line}\n`, `"a","b"\r\n"${line}",\r\n`]) {
      expect(run(['--json', 'report.md'], { 'report.md': text })).toEqual(run(['--json', 'dump.txt']))
    }
    expect(run(['--facts', 'cut.md'], { 'cut.md': line.slice(0, -9) })).toEqual({
      status: 2,
      out: '',
      err: 'memledger: cut.md: the case in it was cut off\n',
    })
  })

  test('standard input is a hyphen', () => {
    expect(run(['--facts', '-'], { '-': FREE }).status).toBe(0)
  })
})

describe('--redact', () => {
  const LOG = [
    '[bob@shop-db7 ~]$ dmesg',
    'cartd invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
    'Task in /shop/cart killed as a result of limit of /shop',
    'memory: usage 131072kB, limit 131072kB, failcnt 22',
    'Killed process 12 (cartd) total-vm:412744kB, anon-rss:130760kB, file-rss:712kB',
    'reached from 10.1.2.3',
    '',
  ].join('\n')
  const files = { 'shop-db7.txt': LOG }

  test.each([[[]], [['--json']], [['--facts']], [['--markdown']], [['--lang', 'zh']]])(
    'no name is printed, and the same is found: %j',
    (args) => {
      const { out, status } = run([...args, '--redact', 'shop-db7.txt'], files)
      expect(out).not.toMatch(/bob|shop|cart|10\.1\.2\.3/)
      expect(status).toBe(run([...args, 'shop-db7.txt'], files).status)
      expect(out).toMatch(/131072|134217728|128 MiB/)
    },
  )

  test('a link carries the redacted text', () => {
    const { out } = run(['--redact', '--link', 'https://host/', 'shop-db7.txt'], files)
    const opened = unpack(out.trim().slice('https://host/'.length))
    expect(opened).toMatchObject({ state: 'whole', parcel: { sources: [{ name: 'host-1.txt' }] } })
    expect(JSON.stringify(opened)).toContain('Killed process 12 (process-1) total-vm:412744kB')
    expect(JSON.stringify(opened)).not.toMatch(/bob|shop|cart|10\.1\.2\.3/)
  })
})

describe('the language of prose', () => {
  test.each([
    [['--lang', 'zh'], '', 'zh'],
    [['--lang=en'], 'zh_CN.UTF-8', 'en'],
    [[], 'zh_CN.UTF-8', 'zh'],
    [[], 'de_DE.UTF-8', 'en'],
    [[], '', 'en'],
  ])('%j with LANG=%s is %s', (args, locale, language) => {
    const { out } = run(['--markdown', ...args, 'dump.txt'], undefined, locale)
    expect(/\p{Script=Han}/u.test(out)).toBe(language === 'zh')
  })
})

describe('the exit status', () => {
  test('1 where nothing was recognised, and the report says so', () => {
    expect(run(['none.txt'], { 'none.txt': 'hello\n' })).toMatchObject({ status: 1, err: '' })
    expect(run(['--facts', 'none.txt'], { 'none.txt': 'hello\n' })).toEqual({ status: 1, out: '', err: '' })
    expect(run(['--json', 'none.txt'], { 'none.txt': '' }).status).toBe(1)
  })

  test.each([
    [['--nope', 'dump.txt']],
    [['--lang', 'fr', 'dump.txt']],
    [['--json', '--facts', 'dump.txt']],
    [['--link']],
    [[]],
    [['-', '-']],
    [['missing.txt']],
    [['dump.txt', 'missing.txt']],
    [['picture.png']],
  ])('2 and one line on standard error for %j', (args) => {
    const files = {
      'dump.txt': FREE,
      '-': FREE,
      'picture.png': Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, ...Array(200).fill(1)]),
    }
    const { status, out, err } = run(args, files)
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(/^memledger: .+\n$/)
  })
})
