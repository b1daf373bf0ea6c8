import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, readText, recordIn } from '../../../testing/read.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8')

test('sizes in bytes, counts and ids as printed; masks are no numbers', () => {
  expect(factsIn(fixture('linux-2.6.32'))).toEqual({
    'processStatus[0].Name': 'java',
    'processStatus[0].State': 'S (sleeping)',
    'processStatus[0].Tgid': '4021',
    'processStatus[0].Pid': '4021',
    'processStatus[0].PPid': '1',
    'processStatus[0].TracerPid': '0',
    'processStatus[0].FDSize': '512',
    'processStatus[0].VmPeak': String(10284412 * 1024),
    'processStatus[0].VmSize': String(10271284 * 1024),
    'processStatus[0].VmLck': '0',
    'processStatus[0].VmHWM': String(6182340 * 1024),
    'processStatus[0].VmRSS': String(6160112 * 1024),
    'processStatus[0].VmData': String(10054420 * 1024),
    'processStatus[0].VmStk': String(88 * 1024),
    'processStatus[0].VmExe': String(4 * 1024),
    'processStatus[0].VmLib': String(15104 * 1024),
    'processStatus[0].VmPTE': String(13680 * 1024),
    'processStatus[0].VmSwap': String(148208 * 1024),
    'processStatus[0].Threads': '231',
    'processStatus[0].voluntary_ctxt_switches': '2',
    'processStatus[0].nonvoluntary_ctxt_switches': '1',
  })
})

test('the lines that grep left are enough; the process comes from the id, the path or the name', () => {
  expect(factsIn(fixture('linux-6.1-grep'))).toMatchObject({
    'processStatus[0].Name': 'elasticsearch',
    'processStatus[0].VmLck': String(463908 * 1024),
  })
  expect(recordIn('processStatus', fixture('linux-2.6.32')).subject).toBe('process 4021')
  expect(recordIn('processStatus', '# grep VmRSS /proc/134/status\nVmRSS:\t     704 kB\n').subject).toBe('process 134')
  expect(recordIn('processStatus', 'Name:\tmongod\nVmRSS:\t     704 kB\n').subject).toBe('process mongod')
})

test('one record a process, by grep over many and by a loop', () => {
  const grep = '/proc/134/status:VmSwap:\t  307256 kB\n/proc/2/status:VmSwap:\t       0 kB\n'
  expect(readText(grep).map(({ subject }) => subject)).toEqual(['process 134', 'process 2'])
  expect(kindsIn('Name:\ta\nVmSwap:\t 1 kB\nName:\tb\nVmSwap:\t 2 kB\n')).toHaveLength(2)
})

test.each([
  ['kubectl describe', 'Name:         web-1\nState:        Running\n'],
  ['an ini file', 'Name: x\nPid: 5\n'],
  ['a smaps_rollup', 'Rss:    5 kB\nPss:    5 kB\n'],
])('%s is no process status', (_, text) => expect(kindsIn(text)).not.toContain('processStatus'))

describe('bad input', () => {
  const status = (line: string) => `Name:\tjava\nPid:\t12\n${line}\nVmSwap:\t 4 kB\n`
  test.each<[string, string, string[]]>([
    ['no number', status('VmRSS:\t 12x kB'), ['not-a-number VmRSS, 3']],
    ['a value lost', status('VmRSS:'), ['not-a-number VmRSS, 3']],
    ['below zero', status('VmRSS:\t -4 kB'), ['implausible VmRSS, 3']],
    ['absurdly large', status(`VmRSS:\t ${'9'.repeat(30)} kB`), ['implausible VmRSS, 3']],
    ['cut in the middle', 'Name:\tjava\nPid:\t12\nVmSwap:\t 4 kB\nVmRSS:', ['not-a-number VmRSS, 4']],
  ])('%s: the rest is read', (_, text, problems) => {
    expect(problemLinesIn('processStatus', text)).toEqual(problems)
    expect(factsIn(text)).toMatchObject({ 'processStatus[0].VmSwap': '4096' })
    expect(factsIn(text)).not.toHaveProperty('processStatus[0].VmRSS')
  })

  test('names that JavaScript knows', () => {
    expect(factsIn('Name:\t__proto__\nVmRSS:\t 4 kB\n')['processStatus[0].Name']).toBe('__proto__')
  })
})
