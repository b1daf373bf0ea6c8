import { expect, test } from 'vitest'
import { dumpOf } from '../../testing/fixtures.ts'
import { reportOn } from '../../testing/findings.ts'
import { oomReport } from '../../testing/oom.ts'
import { podLog } from '../../testing/pods.ts'
import { deathsOf, lanesOf, whoDied, type Reported } from './deaths.ts'

const MIB = 1024 * 1024
const rows = (...texts: string[]) => whoDied(deathsOf(reportOn(...texts)))

test('fifty kills in three pods: who died how often, worst first', () => {
  const table = rows(podLog(50))
  expect(table.map(({ name, kills }) => [name, kills])).toEqual([
    ['node', 30],
    ['python3', 18],
    ['metrics', 2],
  ])
  const [web] = table
  expect(web).toMatchObject({
    cgroup: '/kubepods.slice/kubepods-burstable.slice/pod11.slice/web',
    first: { time: 'Mar 14 02:00:00', record: 'oom[0]' },
    last: { time: 'Mar 14 03:15:59', record: 'oom[47]' },
    rss: (262_144 - 2000 + 712) * 1024,
    limits: [{ limit: { scope: 'memcg' }, bytes: [256 * MIB], kills: 30 }],
    largest: 30,
    weighed: 30,
  })
})

test('a bystander died while a larger process lived; the table names it', () => {
  const metrics = rows(podLog(20)).find(({ name }) => name === 'metrics')
  expect(metrics).toMatchObject({ kills: 1, largest: 0, weighed: 1, larger: ['mysqld'] })
})

test('what the report does not list is not judged', () => {
  const line =
    '[    9.012345] Out of memory: Killed process 132 (postgres) total-vm:1231936kB, anon-rss:540044kB, file-rss:4kB, shmem-rss:0kB, UID:0 pgtables:1092kB oom_score_adj:0\n'
  expect(rows(line)).toMatchObject([{ name: 'postgres', weighed: 0, larger: [], rss: (540_044 + 4) * 1024 }])
})

test('swap counts: a process that was swapped out may be the largest', () => {
  const report = oomReport({
    tasks: [
      { pid: 5, name: 'swapped', rss: 1000, swap: 900_000 },
      { pid: 6, name: 'resident', rss: 500_000 },
    ],
  })
  expect(rows(report)).toMatchObject([{ name: 'swapped', largest: 1, weighed: 1 }])
})

test('one name in two groups is two rows, and the machine is a limit of its own', () => {
  const [one, other] = [podLog(1), podLog(1).replaceAll('pod11', 'pod12')]
  expect(rows(one + other).map(({ kills }) => kills)).toEqual([1, 1])
  expect(rows(oomReport())[0]?.limits).toMatchObject([{ limit: { scope: 'global', path: null }, bytes: [] }])
})

test('the members of a group that dies whole count each', () => {
  const report = dumpOf('formats/oom/fixtures/linux-6.1-cgroup-group.txt')
  const deaths = deathsOf(reportOn(report))
  expect(deaths.length).toBeGreaterThan(1)
  expect(new Set(deaths.map(({ record }) => record))).toEqual(new Set(['oom[0]']))
})

test('lanes by limit and by victim, reports of no kill in one of their own', () => {
  const report = reportOn(podLog(10) + oomReport({ seconds: 9000 }))
  const deaths = deathsOf(report)
  const items: Reported[] = report.records
    .filter(({ kind }) => kind === 'oom')
    .map(({ id, time, uptime, host, source }) => {
      const own = deaths.filter(({ record }) => record === id)
      return { id, time, uptime, host, source, kind: 'oom', limit: own[0]!.limit, deaths: own }
    })
  const failure: Reported = { ...items[0]!, id: 'allocFailure[0]', kind: 'allocFailure', limit: null, deaths: [] }
  const lanes = lanesOf([failure, ...items], 'limit')
  expect(lanes.map(({ name, kills }) => [name.kind === 'limit' ? name.limit.path : name.kind, kills])).toEqual([
    ['/kubepods.slice/kubepods-burstable.slice/pod11.slice/web', 6],
    ['/kubepods.slice/kubepods-burstable.slice/pod22.slice/worker', 4],
    [null, 1],
    ['report', 0],
  ])
  expect(lanes[0]?.rss).toBe(6 * (262_144 - 2000 + 712) * 1024)
  expect(lanesOf(items, 'victim').map(({ name }) => name)).toEqual([
    { kind: 'victim', name: 'node' },
    { kind: 'victim', name: 'python3' },
    { kind: 'victim', name: 'java' },
  ])
})
