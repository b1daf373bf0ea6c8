import { expect, test } from 'vitest'
import { meminfo, reportOn } from '../../testing/findings.ts'
import { analyze } from '../analyze.ts'
import { collectNext } from './collect.ts'

const commandFor = (text: string) => collectNext(reportOn(text).findings)

test('a healthy host needs no further look', () => {
  expect(commandFor(meminfo())).toBeNull()
})

test('what is open is gathered by one line: files first, under heads of their own, then commands under their prompts', () => {
  const command = commandFor(meminfo({ MemFree: 1_000_000, MemAvailable: 7_400_000, SwapFree: 1_000_000 }))
  expect(command).toMatch(/^tail -v -n \+1 \/\S/)
  expect(command).toContain('/proc/vmallocinfo')
  expect(command).toContain("echo '# zramctl --bytes'; zramctl --bytes")
  expect(command).not.toContain('\n')
})

test('what such a line prints is understood', () => {
  const printed = `==> /proc/net/sockstat <==\nsockets: used 73\nTCP: inuse 73 orphan 0 tw 0 alloc 73 mem 144926\n# lsmod\nModule                  Size  Used by\next4                  983040  2\n`
  expect(analyze([{ name: '', text: printed }]).records.map(({ kind }) => kind)).toEqual(['sockstat', 'lsmod'])
})
