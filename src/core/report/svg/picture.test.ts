import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { analyze } from '../../analyze.ts'
import { chosenOf } from '../../course/summary.ts'
import { eventsOf } from '../../figures/events.ts'
import { freeListsOf } from '../../figures/free-lists.ts'
import { languages } from '../../language/say.ts'
import { colours } from './colours.ts'
import { pictureIn } from './pictures-of.ts'
import { draw, svgPicture, type Picture } from './picture.ts'
import { shape, xml } from './shape.ts'
import { widthOf, words, wrapped } from './words.ts'

const article = (name: string) =>
  readFileSync(join(import.meta.dirname, `../../../../e2e/fixtures/${name}.txt`), 'utf8')
const read = (text: string) => analyze([{ name: 'dump.txt', text }])
const stamp = { version: '1.2.3', digest: 'ab'.repeat(32), reopen: 'memledger-case:1.2.ab' }

const ledgerOf = (text: string): Picture => {
  const { ledger, ledgers } = read(text).moments[0]!
  return { kind: 'ledger', ledger: (ledger ?? ledgers[0])!, group: null, by: 'account' }
}
const listsOf = (text: string): Picture => {
  const zones = freeListsOf(read(text).moments[0]!)[0]!.zones.map(({ free }) => free)
  return { kind: 'free-lists', zones, order: 4, units: 'blocks' }
}
const drawn = (picture: Picture, language: 'en' | 'zh' = 'en') => {
  const { height, shapes } = draw(picture, 904, language)
  return xml(shape('svg', { xmlns: 'http://www.w3.org/2000/svg', width: 904, height }, ...shapes))
}
/** The words of a picture in their order. */
const said = (svg: string) =>
  [...svg.matchAll(/<text [^>]*>(?:<title>[^<]*<\/title>)?([^<]*)/g)].map((match) => match[1])
const file = (text: string, picture: Picture, language: 'en' | 'zh' = 'en') => {
  const report = read(text)
  return svgPicture(picture, { report, moment: report.moments[0]! }, language, stamp)
}

test.each(languages)('the ledger of a machine under a balloon, drawn, %s', async (language) => {
  const svg = drawn(ledgerOf(article('missing-half')), language)
  await expect(svg.replaceAll('><', '>\n<')).toMatchFileSnapshot(`golden/ledger-${language}.svg`)
})

test.each(languages)('the free lists of a fragmented machine, drawn, %s', async (language) => {
  const svg = drawn(listsOf(article('no-big-blocks')), language)
  await expect(svg.replaceAll('><', '>\n<')).toMatchFileSnapshot(`golden/free-lists-${language}.svg`)
})

test('every account stands there with its size and share, and what is unaccounted is hatched', () => {
  const svg = drawn(ledgerOf(article('missing-half')))
  expect(said(svg).join(' | ')).toContain('MemTotal | 15.51 GiB | 100.0 % | Anonymous memory')
  expect(said(svg).join(' | ')).toContain('Unaccounted | 96.6 % of it: Balloon, 6.93 GiB | 7.18 GiB | 46.3 %')
  expect(svg).toContain(`<path d="M`)
  expect(svg).toContain(`stroke="${colours.unaccounted}"`)
})

test('a file says whose memory, what is wrong, what it was made from, and carries the case', () => {
  const svg = file(article('missing-half'), ledgerOf(article('missing-half')))
  expect(said(svg)[0]).toBe('Where the memory is')
  expect(said(svg)).toContain('host · node158')
  expect(said(svg)).toContain('The VMware host has taken 6.93 GiB (7097 MB) back through the balloon')
  expect(said(svg).at(-1)).toBe(`Memledger 1.2.3 · input SHA-256 ${stamp.digest}`)
  expect(svg).toContain('<metadata>memledger-case:1.2.ab</metadata>')
  expect(svg).not.toMatch(/<script|<style|<image|href|url\(/)
})

test('what the paste calls things can do nothing in a picture', () => {
  const hostile = '/a"><script>alert(1)</script>&amp;\u202e\u0007\ud800'
  const text = `# cat /sys/fs/cgroup${hostile}/memory.stat\nanon 4096\nfile 8192\nkernel_stack 16384\n`
  const picture = ledgerOf(text)
  if (picture.kind !== 'ledger') throw new Error()
  const scope = { kind: 'cgroup', path: hostile, version: 2 } as const
  const svg = file(text, { ...picture, ledger: { ...picture.ledger, scope } })
  expect(svg).toContain('/a&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;')
  expect(svg).not.toMatch(/<script|[\u0000-\u0009\u000b-\u001f\u202e]|\p{Surrogate}/u)
})

test('a name that is too long ends in an ellipsis and is whole in the title', () => {
  const name = 'kubepods-burstable-pod0d1f.slice'.repeat(10)
  const { children } = words(0, 0, name, { fill: '#000', within: 200 })
  expect(children).toHaveLength(2)
  expect(xml(words(0, 0, name, { fill: '#000', within: 200 }))).toContain(`<title>${name}</title>`)
  expect(String(children[1])).toMatch(/^kubepods-.*…$/)
  expect(widthOf(String(children[1]), 13)).toBeLessThanOrEqual(200)
})

test('Chinese characters are as wide as high, and lines break between them', () => {
  expect(widthOf('内存', 10)).toBe(20)
  expect(wrapped('主机已通过气球收回内存，内存不足', 60, 10, 9)).toEqual(['主机已通过气', '球收回内存，', '内存不足'])
  expect(wrapped('one two three four five six seven eight nine ten', 100, 10, 2)).toHaveLength(2)
  expect(wrapped('one two three four five six seven eight nine ten', 100, 10, 2)[1]).toMatch(/…$/)
})

test('the colours are those of the page in the light', () => {
  const tokens = readFileSync(join(import.meta.dirname, '../../../styles/tokens.css'), 'utf8')
  for (const [name, value] of Object.entries(colours)) expect(tokens).toContain(`--${name}: light-dark(${value},`)
})

test('a machine of many nodes is drawn to a limit, and the rest is counted', () => {
  const lines = Array.from(
    { length: 40 },
    (_, node) =>
      `Node ${node}, zone   Normal      1      2      0      0      0      0      0      0      0      0      3`,
  )
  const texts = said(drawn(listsOf(lines.join('\n'))))
  expect(texts).toContain('… and 16 more')
  expect(texts.filter((each) => each?.startsWith('Node '))).toHaveLength(24)
})

test('lines over time are parted where nobody measured, and what happened stands above them', () => {
  const [course] = read(article('course-grafana')).courses
  const tracks = [...chosenOf(course!).values()].flat()
  const svg = drawn({ kind: 'course', course: course!, tracks })
  expect(said(svg)).toContain(
    'container_memory_usage_bytes{pod="api-7d9c"} rose by 112 MiB (400 MiB → 512 MiB)'.replaceAll('"', '&quot;'),
  )
  expect(said(svg)).toEqual(expect.arrayContaining(['600 MiB', '03-14 02:00', '03:10', '100 %']))
  expect(said(svg).some((each) => each?.startsWith('OOM report: python3'))).toBe(true)
  const [usage] = [...svg.matchAll(/<path d="(M[^"]*)" fill="none"/g)].map((match) => match[1]!)
  expect(usage!.match(/M/g)).toHaveLength(3)
})

test('the bridge names both totals and every change, what changed most first', () => {
  const { picture } = pictureIn(read(article('killed-with-48-gb-free')), {
    kind: 'bridge',
    sides: 'standard',
    book: 0,
  })!
  const texts = said(drawn(picture)).join(' | ')
  expect(texts).toContain('MemTotal before | 378.5 GiB')
  expect(texts).toContain('Free | +17.47 GiB | 9.27 GiB → 26.74 GiB | Anonymous memory | −13.10 GiB')
  expect(texts).toContain('MemTotal after')
})

test('a timeline has a lane for each limit, marks for few reports and bars for many, and counts the dead', () => {
  const log = (count: number) =>
    Array.from({ length: count }, (_, index) => killed(index === 0 ? '/kubepods/b' : '/kubepods/a', index * 10)).join(
      '\n',
    )
  const timeline = (count: number): Picture => ({ kind: 'timeline', events: eventsOf(read(log(count))), by: 'limit' })
  const few = drawn(timeline(4))
  expect(said(few).join(' | ')).toContain('/kubepods/a | 3 × | 300 KiB | /kubepods/b | 1 × | 100 KiB')
  expect([...few.matchAll(/d="((?:M[\d.]+ \d+V\d+)+)"/g)].map(([, d]) => d!.match(/M/g)!.length)).toEqual([3, 1])
  expect(drawn(timeline(100))).toMatch(/d="(?:M[\d.]+ \d+v-[\d.]+)+"/)
})

/** A memcg OOM report, `at` seconds after boot. */
const killed = (path: string, at: number) =>
  [
    'python3 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
    'memory: usage 131072kB, limit 131072kB, failcnt 12',
    `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=${path},task_memcg=${path},task=python3,pid=31,uid=0`,
    'Memory cgroup out of memory: Killed process 31 (python3) total-vm:800kB, anon-rss:100kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:80kB oom_score_adj:0',
  ]
    .map((line) => `[${(1000 + at).toFixed(6).padStart(12)}] ${line}`)
    .join('\n')
