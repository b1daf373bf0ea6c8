import { expect, test, vi } from 'vitest'
import { DEFAULT_SWITCHES } from '../core/redact/kinds.ts'
import type { Source } from '../core/text/source.ts'
import { leaving, parcelOf, switchesFor, useRedaction, withoutNames } from './redaction.ts'
import { useSession } from './session.ts'

// What the state asks the browser: no link in the address bar, no program in the page, no worker either.
vi.stubGlobal('location', { hash: '' })
vi.stubGlobal('document', { getElementById: () => null })

const source = (host: string): Source => ({
  name: `${host}.txt`,
  text: `[root@${host} ~]# cat /proc/meminfo\nMemTotal: 1000 kB\nMemFree: 1 kB\nActive: 2 kB\n`,
})
const of = (host: string) => ({ sources: [source(host)], view: {} })
const withHosts = { ...DEFAULT_SWITCHES, hosts: false }
const switches = () => switchesFor(useSession.getState().sources)(useRedaction.getState())

test('every case begins with all names replaced, and so it leaves', async () => {
  await useSession.getState().open(of('db-7'))
  expect(switches()).toBe(DEFAULT_SWITCHES)
  const { report, sources } = await leaving()
  expect(report.moments[0]!.host).toBe('host-1')
  expect(sources[0]!.name).toBe('host-1.txt')
  expect(JSON.stringify({ report, sources })).not.toContain('db-7')
})

test('what the reader chose holds for the case with all that is added to it, and not for the next', async () => {
  const { open, add } = useSession.getState()
  await open(of('db-7'))
  useRedaction.getState().choose(withHosts)
  await add(of('db-8'))
  expect(switches()).toBe(withHosts)
  expect((await leaving()).sources.map(({ name }) => name)).toEqual(['db-7.txt', 'db-8.txt'])
  await open(of('db-7'))
  expect(switches()).toBe(DEFAULT_SWITCHES)
  expect((await leaving()).sources[0]!.name).toBe('host-1.txt')
})

test('a case of which not all arrived says so wherever it goes', async () => {
  await useSession.getState().open({ ...of('db-7'), partial: true })
  const subject = await leaving()
  expect(subject.report.partial).toBe(true)
  expect(parcelOf(subject, {})).toMatchObject({ partial: true })
  await useSession.getState().add(of('db-8'))
  expect((await leaving()).report.partial).toBe(true)
  await useSession.getState().open(of('db-7'))
  expect(parcelOf(await leaving(), {})).not.toHaveProperty('partial')
})

test('the dialog and the menus wait for the same answer', () => {
  const sources = [source('db-7')]
  const first = withoutNames(sources, DEFAULT_SWITCHES)
  expect(withoutNames(sources, DEFAULT_SWITCHES)).toBe(first)
  expect(withoutNames(sources, withHosts)).not.toBe(first)
})
