import type { Line } from '../text/line.ts'
import { putIn, type Put } from './place.ts'

/**
 * Words of paths that the kernel, systemd, the kubelet and the makers of containers use on every machine. They stay: by them
 * the analysis tells whose a control group is.
 */
const STANDARD =
  /^(?:\.{1,2}|-\.slice|kubepods(?:-besteffort|-burstable|-guaranteed)?(?:\.slice)?|besteffort|burstable|guaranteed|(?:system|user|machine|init|app|session|background|podruntime|runtime|kubelet|azure|azure-walinuxagent)\.(?:slice|scope)|user-\d+\.slice|user@\d+\.service|user-runtime-dir@\d+\.service|session-[a-z]?\d+\.scope|\d+\.(?:user|session)|run-[ur]?[\da-f]+\.(?:scope|service)|kubelet(?:\.service)?|(?:docker|containerd|crio|podman|libpod_parent|lxc|lxc\.payload|lxc\.monitor|machine|libvirt|libvirt-qemu|emulator|ecs|mesos|slurm(?:stepd)?(?:_.*)?|uid_\d+|job_\d+|step_\w+|task_\w+|yarn|hadoop-yarn|user|system|init|supervisor|payload|vcpu\d+|sys|fs|cgroup|unified|memory|cpu|cpuset|cpuacct|cpu,cpuacct|blkio|pids|hugetlb|systemd|machine\.slice)(?:\.(?:slice|service|scope))?)$/
const POD_UID = /(?:^|-)pod([\da-f]{8}(?:[-_][\da-f]{4}){3}[-_][\da-f]{12}|[\da-f]{32})(?:\.slice)?$/
const CONTAINER = /^(?:[a-z]+-)*([\da-f]{12,})(?:\.scope)?$/
const UUID = /^(?:[a-z]+-)*([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:\.(?:scope|slice|service))?$/
const PAYLOAD = /^(?:lxc\.(?:payload|monitor)\.|machine-(?:qemu\\x2d\d+\\x2d|lxc\\x2d\d+\\x2d)?)(.+?)(?:\.scope)?$/
const UNIT = /^(.+?)\.(?:service|scope|slice|socket|mount|swap|timer|target)$/
/** What globs and shells put in the place of a name. */
const PATTERN = /[*?$`()[\]{}<>]/
const FILE = /^(?:memory|cgroup|hugetlb|cpu|cpuset|io|pids|blkio|irq|misc|rdma|notify|release|tasks)(?:[._]|$)/

/** The names in the path of a control group from `from` to `to`. */
export function putCgroupPath(line: Line, from: number, to: number, put: Put): void {
  let at = from
  for (const segment of line.text.slice(from, to).split('/')) {
    putSegment(line, segment, at, put)
    at += segment.length + 1
  }
}

/** One group's own name: a unit of systemd, a container, a pod, or what somebody called it. */
export function putSegment(line: Line, segment: string, at: number, put: Put): void {
  if (segment === '' || STANDARD.test(segment) || FILE.test(segment) || PATTERN.test(segment)) return
  const uid = POD_UID.exec(segment)?.[1] ?? UUID.exec(segment)?.[1]
  const id = CONTAINER.exec(segment)?.[1]
  const name = uid ?? id ?? PAYLOAD.exec(segment)?.[1] ?? UNIT.exec(segment)?.[1] ?? segment
  const start = at + segment.lastIndexOf(name)
  if (uid) putIn(line, start, start + name.length, 'containers', 'uid', put)
  else if (id) putIn(line, start, start + name.length, 'containers', 'id', put)
  else putIn(line, start, start + name.length, 'cgroups', 'group', put)
}
