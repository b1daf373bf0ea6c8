import { dumpOf } from './fixtures.ts'

/** A program of a pod that reaches its limit time and again. Sizes in kB. */
interface Pod {
  readonly path: string
  readonly name: string
  readonly limit: number
  /** A larger process beside the one that dies. */
  readonly beside?: { readonly name: string; readonly pages: number }
}

const PODS: readonly Pod[] = [
  { path: '/kubepods.slice/kubepods-burstable.slice/pod11.slice/web', name: 'node', limit: 262_144 },
  { path: '/kubepods.slice/kubepods-burstable.slice/pod22.slice/worker', name: 'python3', limit: 524_288 },
  {
    path: '/kubepods.slice/pod33.slice/database',
    name: 'metrics',
    limit: 1_048_576,
    beside: { name: 'mysqld', pages: 250_000 },
  },
]

/**
 * A log in which pods reach their limits, as journalctl prints it: three times in five the first pod, of the rest three in
 * four the second. A report each 97 seconds from 02:00:00 on.
 */
export function podLog(reports: number): string {
  const report = dumpOf('formats/oom/fixtures/linux-7.2-cgroup-v2.txt')
    .split('\n')
    .map((line) => line.replace(/^\[[^\]]*\] /, ''))
    .filter((line) => line !== '' && !/^(?:R[A-Z0-9]{2}|RIP|Code):/.test(line))
  return Array.from({ length: reports }, (_, index) => {
    const pod = PODS[index % 5 < 3 ? 0 : index % 20 === 19 ? 2 : 1]!
    const at = new Date(Date.UTC(2025, 2, 14, 2) + index * 97_000)
    const stamp = `Mar ${at.getUTCDate()} ${at.toISOString().slice(11, 19)}`
    return report.flatMap((line) => inPod(line, pod, 1000 + index)).map((line) => `${stamp} node-1 kernel: ${line}`)
  })
    .flat()
    .concat('')
    .join('\n')
}

function inPod(line: string, { path, name, limit, beside }: Pod, pid: number): string[] {
  const own = line
    .replaceAll('/system.slice/docker-3c9d0f2e1b7a.scope', path)
    .replaceAll('docker-3c9d0f2e1b7a.scope', path.slice(path.lastIndexOf('/') + 1))
    .replaceAll('python3', name)
    .replaceAll('131072kB', `${limit}kB`)
    .replaceAll('133898240', String(limit * 1024 - 327_680))
    .replace('anon-rss:130760kB', `anon-rss:${beside ? 40_000 : limit - 2000}kB`)
    .replace(/\b162\b/g, String(pid))
    .replace(/ 32868 {4}32690/, beside ? ' 10178    10000' : ` ${limit / 4 - 322}    ${limit / 4 - 500}`)
  return own.startsWith('[') && /^\[ +\d+\]/.test(own) && beside
    ? [
        own,
        `[     77]     0    77   ${beside.pages + 9000}   ${beside.pages}   ${beside.pages - 200}      200         0   299008        0             0 ${beside.name}`,
      ]
    : [own]
}
