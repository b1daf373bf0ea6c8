import { expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { problemsIn, valuesIn } from '../../../testing/read.ts'
import { KIB } from '../../units.ts'

const fixture = (name: string) => fixtures.find((each) => each.name === `pmap/${name}`)!.text

test('-x', () => {
  expect(valuesIn('pmap', fixture('extended'))).toMatchObject([
    {
      pid: 187,
      command: '/opt/bin/node server.js',
      mappings: [
        { size: 568 * KIB, rss: 528 * KIB, dirty: 0, mode: 'r-x--', mapping: 'node' },
        { rss: 12 * KIB, mapping: '[ anon ]' },
        { size: 339968 * KIB, rss: 337920 * KIB, dirty: 337920 * KIB },
        { mapping: '[ stack ]' },
      ],
      total: { size: 340692 * KIB, rss: 338468 * KIB, dirty: 337940 * KIB },
    },
  ])
})

test('without -x it tells no more than the address space', () => {
  const [plain] = valuesIn('pmap', fixture('plain')) as [Record<string, unknown>]
  expect(plain['total']).toEqual({ size: 4213772 * KIB })
  expect(plain['mappings']).toContainEqual({ size: 65404 * KIB, mode: '-----', mapping: '[ anon ]' })
})

test('what an older one does not know is absent, not zero', () => {
  expect(valuesIn('pmap', fixture('old-32-bit'))).toEqual([
    {
      pid: 1410,
      command: 'postgres: writer process',
      mappings: [
        { size: 3896 * KIB, mode: 'r-x--', mapping: 'postgres' },
        { size: 143200 * KIB, mode: 'rw-s-', mapping: 'SYSV0052e2c1 (deleted)' },
      ],
      total: { size: 147096 * KIB },
    },
  ])
})

test('its last line alone', () => {
  expect(valuesIn('pmap', '# pmap -x 187 | tail -1\ntotal kB          341056  338644  337972\n')).toEqual([
    { mappings: [], total: { size: 341056 * KIB, rss: 338644 * KIB, dirty: 337972 * KIB } },
  ])
})

test.each([
  ['nothing', ''],
  ['the head alone', 'Address           Kbytes     RSS   Dirty Mode  Mapping\n'],
  ['a list', '1: first\n2: second\n'],
  ['ls', 'total 48\ndrwxr-xr-x 2 root root 4096 Mar 14 02:41 bin\n'],
])('%s', (_, text) => expect(valuesIn('pmap', text)).toEqual([]))

test('cut, and a size beyond any machine', () => {
  const text =
    '0000000000401000 99999999999999999999 528 0 r-x-- hog\n000000000048f000 172 128 0 r---- hog\n00000000004ba000 16'
  expect(valuesIn('pmap', text)).toEqual([
    {
      mappings: [
        { rss: 528 * KIB, dirty: 0, mode: 'r-x--', mapping: 'hog' },
        { size: 172 * KIB, rss: 128 * KIB, dirty: 0, mode: 'r----', mapping: 'hog' },
      ],
    },
  ])
  expect(problemsIn('pmap', text)).toEqual(['implausible: size'])
})
