import { describe, expect, test } from 'vitest'
import { problemsIn, recordsIn, valuesIn } from '../../../testing/read.ts'
import { GIB, KIB } from '../../units.ts'

test('an excerpt whose quotes a word processor has turned', () => {
  const text =
    '<memory unit=’KiB’>125829120</memory>\n<currentMemory unit=’KiB’>125829120</currentMemory>\n<vcpu placement=’static’>16</vcpu>\n'
  expect(valuesIn('domainXml', text)).toEqual([{ memory: 120 * GIB, currentMemory: 120 * GIB, vcpu: 16 }])
})

test('a definition per guest', () => {
  const guest = (name: string, size: number) =>
    `<domain type='kvm'>\n  <name>${name}</name>\n  <memory unit='GiB'>${size}</memory>\n</domain>\n`
  expect(valuesIn('domainXml', guest('web', 16) + guest('db', 64))).toEqual([
    { name: 'web', memory: 16 * GIB },
    { name: 'db', memory: 64 * GIB },
  ])
})

test('excerpts of two guests below each other', () => {
  expect(valuesIn('domainXml', "<memory unit='GiB'>16</memory>\n<memory unit='GiB'>32</memory>\n")).toEqual([
    { memory: 16 * GIB },
    { memory: 32 * GIB },
  ])
})

test.each<[string, number]>([
  ['', KIB],
  [" unit='b'", 1],
  [" unit='KB'", 1000],
  [" unit='k'", KIB],
  [" unit='M'", 2 ** 20],
  [" unit='MB'", 1e6],
  [" dumpCore='on' unit='GiB'", GIB],
])('the unit of <memory%s>', (attributes, scale) => {
  expect(valuesIn('domainXml', `<memory${attributes}>8</memory>\n`)).toEqual([{ memory: 8 * scale }])
})

describe('bad input', () => {
  test.each([
    ['nothing', ''],
    ['a definition without its memory', "<domain type='kvm'>\n<name>x</name>\n</domain>\n"],
    ['another document', '<memory-usage>\n<total>12</total>\n</memory-usage>\n'],
  ])('%s', (_, text) => expect(recordsIn('domainXml', text)).toEqual([]))

  test.each<[string, string, object, string[]]>([
    [
      'no number',
      '<memory>lots</memory>\n<currentMemory>4</currentMemory>',
      { currentMemory: 4 * KIB },
      ['not-a-number: memory'],
    ],
    ['no unit', "<memory unit='pages'>4</memory>", {}, ['unknown-unit: memory']],
    ['__proto__', "<memory unit='__proto__'>4</memory>", {}, ['unknown-unit: memory']],
    ['negative', '<memory>-4</memory>', {}, ['implausible: memory']],
    ['huge', '<memory>18446744073709551615</memory>', {}, ['implausible: memory']],
    ['cut', "<domain type='kvm'>\n<memory>4</memory>\n<currentMem", { memory: 4 * KIB }, []],
  ])('%s', (_, text, data, problems) => {
    expect(valuesIn('domainXml', `${text}\n`)).toEqual([data])
    expect(problemsIn('domainXml', `${text}\n`)).toEqual(problems)
  })
})
