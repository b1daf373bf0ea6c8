import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { analyze } from '../core/analyze.ts'
import { dumpOf } from '../testing/fixtures.ts'
import { caseFile } from './case-file.ts'
import { embeddable, oneFile, programIn } from './one-file.ts'
import { reopen } from './reopen.ts'
import { stampOf } from './stamp.ts'

/** The file that goes into a ticket: whoever opens it years later, offline, must get the page, the case, and nothing else. */

const program = embeddable({
  script: 'start("</script>", /<!--/u, `<SCRIPT`)\r\n',
  style: 'a::before{content:"</style>"}',
})
const empty = { title: 'Memledger', language: 'en', body: '', stamp: null }
const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('nothing in the program can end its element', () => {
  expect(program).toEqual({
    script: 'start("\\x3c/script>", /\\x3c!--/u, `\\x3cSCRIPT`)\n',
    style: 'a::before{content:"\\3c /style>"}',
  })
})

test('the policy names the program by its hash, and lets nothing else run or connect', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(oneFile(program, empty))![1]!
  expect(
    Object.fromEntries(policy.split('; ').map((each) => [each.split(' ')[0], each.slice(each.indexOf(' ') + 1)])),
  ).toEqual({
    'default-src': "'none'",
    'script-src': sha256(program.script),
    'style-src': sha256(program.style),
    'img-src': 'data: blob:',
    'worker-src': 'blob:',
    'connect-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
  })
})

test('a file is made from a file again', () => {
  expect(programIn(oneFile(program, empty))).toEqual(program)
  expect(programIn('<p>no page</p>')).toBeNull()
})

const NAME = '</script><script>alert(1)</script>'
const sources = [
  { name: NAME, text: dumpOf('formats/oom/fixtures/linux-7.2.txt').replaceAll('java', '"><img>') },
  { name: '内存.txt', text: 'MemTotal: 16 kB\n' },
]
const report = analyze(sources)
const stamp = stampOf({ sources, view: { snapshot: 0 } })

test.each(['en', 'zh'] as const)('a case in %s: readable without a script, opened again whole', (language) => {
  const html = caseFile(program, report, sources, language, stamp)
  expect(html).toContain(`content="Memledger ${stamp.version} · input SHA-256 ${stamp.digest}"`)
  expect(html).toContain(`<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">`)
  expect(reopen(html)).toEqual({ state: 'whole', parcel: { sources, view: { snapshot: 0 } } })
  const body = html.slice(html.indexOf('<div id="root">'), html.indexOf('<script type="text/plain"'))
  expect(body).toContain('<table')
  expect(body).not.toMatch(/ style="|<script|<img/)
  expect(html.match(/<script/g)).toHaveLength(2)
})

test('the same case gives the same file', () => {
  expect(caseFile(program, report, sources, 'en', stamp)).toBe(caseFile(program, report, sources, 'en', stamp))
})
