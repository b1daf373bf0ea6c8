/** Who owns a control group, as far as its path tells. */
export interface CgroupOwner {
  /** `pods` is the slice of all pods or of a class of them; `lxc` and `machine` have names. */
  readonly kind: 'container' | 'pod' | 'pods' | 'lxc' | 'machine' | 'unit' | 'group'
  /** A container's id (the twelve digits that its tools print), a pod's uid, a name; the path where nothing tells. */
  readonly name: string
  /** The uid of the pod around a container. */
  readonly pod: string | null
}

const CONTAINER = /^(?:[a-z]+-)*([0-9a-f]{12})[0-9a-f]*(?:\.scope)?$/
const POD = /(?:^|-)pod([0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12}|[0-9a-f]{32})(?:\.slice)?$/
const PODS = /^(?:kubepods(?:-besteffort|-burstable)?(?:\.slice)?|besteffort|burstable)$/
const LXC = /^lxc\.payload\.(.+)$/
const MACHINE = /^machine-(?:qemu\\x2d\d+\\x2d)?(.+?)(?:\.scope)?$/
const UNIT = /^(.+\.(?:service|scope|slice|socket|mount|swap))$/

/** Names the owner of a control group; a container in a pod in a slice is the container. */
export function ownerOf(path: string): CgroupOwner {
  const segments = path.split('/').filter((each) => each !== '')
  const innermost = (pattern: RegExp) => segments.map((each) => pattern.exec(each)?.[1]).findLast((each) => each)
  const last = segments.at(-1) ?? ''
  const lxc = segments[segments.findIndex((each) => each === 'lxc' || each === 'lxc.payload') + 1]
  const pod = innermost(POD)?.replaceAll('_', '-') ?? null
  const container = innermost(CONTAINER)
  if (container) return { kind: 'container', name: container, pod }
  if (pod) return { kind: 'pod', name: pod, pod }
  const payload = innermost(LXC) ?? (lxc === segments[0] ? undefined : lxc)
  if (payload) return { kind: 'lxc', name: payload, pod }
  const machine = innermost(MACHINE)
  if (machine) return { kind: 'machine', name: unescaped(machine), pod }
  if (PODS.test(last) && path.includes('kubepods')) return { kind: 'pods', name: last, pod }
  const unit = UNIT.exec(last)?.[1]
  return unit ? { kind: 'unit', name: unescaped(unit), pod } : { kind: 'group', name: path, pod }
}

/** systemd writes a hyphen inside a name as `\x2d`. */
const unescaped = (name: string) =>
  name.replace(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
