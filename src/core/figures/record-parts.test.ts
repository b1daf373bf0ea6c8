import { expect, test } from 'vitest'
import { analyze } from '../analyze.ts'
import { partsOf } from './record-parts.ts'

const first = (text: string) => partsOf(analyze([{ name: 'paste', text }]).records[0]!.data)

test('a file of named values is one table, in the order printed, each value with its place', () => {
  const [part] = first('MemTotal: 16267364 kB\nMemFree: 238452 kB\nActive: 20 kB')
  expect(part!.rows.map((row) => row.map((cell) => cell!.text))).toEqual([
    ['MemTotal', '16657780736'],
    ['MemFree', '244174848'],
    ['Active', '20480'],
  ])
  expect(part!.places.map(([span]) => span!.line)).toEqual([1, 2, 3])
})

test('a list of rows is a table with a column for every key, and rows keep their lines', () => {
  const [part] = first(
    'Node 0, zone      DMA      2      1      0      0      1      1      1      0      1      1      3\n' +
      'Node 0, zone   Normal     52      9      4      0      0      0      0      0      0      0      0',
  )
  expect(part!.columns).toEqual(['node', 'zone', 'free'])
  expect(part!.rows[1]!.map((cell) => cell!.text)).toEqual(['0', 'Normal', '52 9 4 0 0 0 0 0 0 0 0'])
  expect(part!.places[1]![0]!.line).toBe(2)
})

test('a key that is a name of JavaScript is a key like any other', () => {
  const span = { source: 0, line: 1, from: 0, to: 1 }
  const [part] = partsOf({ fields: new Map([['__proto__', { value: 1, span }]]) })
  expect(part!.rows[0]!.map((cell) => cell!.text)).toEqual(['__proto__', '1'])
})
