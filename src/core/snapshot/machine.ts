import type { Span } from '../text/source.ts'
import { bytes, KIB, type Bytes } from '../units.ts'
import { hasOnePageSize, pageSizeOfFields, pageSizeOfOrders } from './page-size.ts'
import type { AnyRecord } from './record.ts'
import { releaseNumber } from './release.ts'

/** Something known about the machine, and how: read in the paste, or assumed because the paste does not tell. */
export interface Known<Value> {
  readonly value: Value
  readonly basis: 'read' | 'assumed'
  readonly evidence: readonly Span[]
}

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

/** What the records of one host tell about the machine. */
export function machineOf(records: readonly AnyRecord[]): Machine {
  const release = first(records, releaseIn)
  const architecture = release && architectureOf(release)
  return {
    pageSize:
      first(records, pageSizeIn) ??
      (architecture && hasOnePageSize(architecture.value)
        ? { ...architecture, value: bytes(4 * KIB) }
        : { value: bytes(4 * KIB), basis: 'assumed', evidence: [] }),
    release,
    version: release && releaseNumber(release.value),
    architecture,
    hypervisor: null,
  }
}

function first<Value>(records: readonly AnyRecord[], read: (record: AnyRecord) => Value | null): Value | null {
  for (const record of records) {
    const found = read(record)
    if (found !== null) return found
  }
  return null
}

function pageSizeIn(record: AnyRecord): Known<Bytes> | null {
  switch (record.kind) {
    case 'meminfo':
      return pageSizeOfFields(record.data.fields)
    case 'buddyinfo': {
      const [zone] = record.data.zones
      return zone ? pageSizeOfOrders(zone.free.length, zone.span) : null
    }
    default:
      return null
  }
}

function releaseIn(_record: AnyRecord): Known<string> | null {
  return null
}

/** Distributions end the release with the architecture: `3.10.0-693.el7.x86_64`, `6.1.0-18-amd64`. */
const ARCHITECTURE = /(?:x86_64|aarch64|ppc64le|s390x|i[3-6]86|amd64|arm64)(?=[\w.+-]*$)/
const DEBIAN: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'aarch64' }

function architectureOf(release: Known<string>): Known<string> | null {
  const found = ARCHITECTURE.exec(release.value)?.[0]
  return found === undefined ? null : { ...release, value: DEBIAN[found] ?? found }
}
