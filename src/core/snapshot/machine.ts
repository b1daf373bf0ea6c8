import type { Quote, Span } from '../text/source.ts'
import { bytes, KIB, type Bytes } from '../units.ts'
import type { Known } from './known.ts'
import { hasOnePageSize, pageSizeOfFields, pageSizeOfOrders } from './page-size.ts'
import type { AnyRecord } from './record.ts'
import { releaseNumber } from './release.ts'

export type Hypervisor = 'vmware' | 'kvm' | 'hyper-v' | 'xen' | 'other'

/** What the meaning of the numbers depends on. */
export interface Machine {
  readonly pageSize: Known<Bytes>
  /** The kernel release as printed (`5.14.0-362.el9.x86_64`), or null. */
  readonly release: Known<string> | null
  /** The release as a number that compares (`snapshot/release.ts`), or null. */
  readonly version: number | null
  /** `x86_64`, `aarch64`, … */
  readonly architecture: Known<string> | null
  readonly hypervisor: Known<Hypervisor> | null
}

/** What the records of one host tell about the machine; the first that tells counts, `elsewhere` where none does. */
export function machineOf(records: readonly AnyRecord[], elsewhere?: Machine): Machine {
  const release = first(records, releaseIn) ?? elsewhere?.release ?? null
  const architecture = first(records, architectureIn) ?? (release && architectureOf(release))
  return {
    pageSize:
      architecture && hasOnePageSize(architecture.value)
        ? { ...architecture, value: bytes(4 * KIB) }
        : (first(records, provedPageSize) ??
          first(records, inferredPageSize) ??
          elsewhere?.pageSize ?? { value: bytes(4 * KIB), basis: 'assumed', evidence: [] }),
    release,
    version: release && releaseNumber(release.value),
    architecture: architecture ?? elsewhere?.architecture ?? null,
    hypervisor: first(records, hypervisorIn) ?? elsewhere?.hypervisor ?? null,
  }
}

function first<Value>(records: readonly AnyRecord[], read: (record: AnyRecord) => Value | null): Value | null {
  for (const record of records) {
    const found = read(record)
    if (found !== null) return found
  }
  return null
}

const known = ({ value, span }: Quote): Known<string> => ({ value, basis: 'read', evidence: [span] })

/** The smallest block of a report's free lists is a page. */
function provedPageSize({ kind, data }: AnyRecord): Known<Bytes> | null {
  switch (kind) {
    case 'oom':
    case 'allocFailure':
    case 'allocStall':
    case 'vmallocFailure':
    case 'showMem':
    case 'logExcerpt': {
      const { basis, bytes: size, span } = data.pageSize
      return basis === 'read' ? { value: size, basis, evidence: span ? [span] : [] } : null
    }
    default:
      return null
  }
}

function inferredPageSize({ kind, data }: AnyRecord): Known<Bytes> | null {
  if (kind === 'meminfo') return pageSizeOfFields(data.fields)
  const [zone] = kind === 'buddyinfo' ? data.zones : []
  return zone ? pageSizeOfOrders(zone.free.length, zone.span) : null
}

function releaseIn({ kind, data }: AnyRecord): Known<string> | null {
  switch (kind) {
    case 'uname':
    case 'linuxVersion':
      return data.release ? known(data.release) : null
    case 'oom':
    case 'allocFailure':
    case 'allocStall':
    case 'vmallocFailure':
    case 'showMem':
      return data.kernel ? known(data.kernel) : null
    default:
      return null
  }
}

const architectureIn = ({ kind, data }: AnyRecord): Known<string> | null =>
  kind === 'uname' && data.machine ? known(data.machine) : null

/** Makers of virtual machines as DMI and the kernel name them (arch/x86/kernel/cpu/hypervisor.c). */
const HYPERVISORS: readonly (readonly [Hypervisor, RegExp])[] = [
  ['vmware', /vmware|vmw_balloon/i],
  ['hyper-v', /hyper-v|hv_balloon|microsoft corporation virtual machine/i],
  ['xen', /xen/i],
  ['kvm', /kvm|qemu|bochs|openstack|google compute|amazon ec2|digitalocean|alibaba cloud|rhev|ovirt/i],
  ['other', /virtualbox|parallels|bhyve|virtual machine|acrn/i],
]

function hypervisorIn({ kind, data }: AnyRecord): Known<Hypervisor> | null {
  switch (kind) {
    case 'vmware':
      return hypervisor('vmware', data.balloon ?? data.memlimit ?? data.swap)
    case 'oom':
    case 'allocFailure':
    case 'allocStall':
    case 'vmallocFailure':
    case 'showMem':
      return data.hardware ? named(data.hardware) : null
    case 'kernelEvent':
      return EVENTS.has(data.event) ? named(data.text) : null
    default:
      return null
  }
}

const EVENTS: ReadonlySet<string> = new Set(['hypervisor', 'dmi', 'hv-balloon', 'xen-balloon', 'vmware-balloon'])

const hypervisor = (value: Hypervisor, quote: { readonly span: Span } | undefined): Known<Hypervisor> => ({
  value,
  basis: 'read',
  evidence: quote ? [quote.span] : [],
})

function named(quote: Quote): Known<Hypervisor> | null {
  const found = HYPERVISORS.find(([, pattern]) => pattern.test(quote.value))
  return found ? hypervisor(found[0], quote) : null
}

/** Distributions end the release with the architecture: `3.10.0-693.el7.x86_64`, `6.1.0-18-amd64`. */
const ARCHITECTURE = /(?:x86_64|aarch64|ppc64le|s390x|i[3-6]86|amd64|arm64)(?=[\w.+-]*$)/
const DEBIAN: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'aarch64' }

function architectureOf(release: Known<string>): Known<string> | null {
  const found = ARCHITECTURE.exec(release.value)?.[0]
  return found === undefined ? null : { ...release, value: DEBIAN[found] ?? found }
}
