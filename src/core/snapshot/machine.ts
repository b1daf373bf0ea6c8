import type { Span } from '../text/source.ts'
import { bytes, type Bytes } from '../units.ts'
import type { AnyRecord } from './record.ts'

/** Something known about the machine, and how: read in the paste, or assumed because the paste does not tell. */
export interface Known<Value> {
  readonly value: Value
  readonly basis: 'read' | 'assumed'
  readonly evidence: readonly Span[]
}

/** What the meaning of the numbers depends on. */
export interface Machine {
  readonly pageSize: Known<Bytes>
  /** The kernel release as printed (`5.14.0-362.el9.x86_64`), or null. */
  readonly release: Known<string> | null
  /** The release in numbers, `[5, 14]`; null where it is not known or not a kernel's. */
  readonly version: readonly [major: number, minor: number] | null
  /** `x86_64`, `aarch64`, … */
  readonly architecture: Known<string> | null
  readonly hypervisor: Known<Hypervisor> | null
}

export type Hypervisor = 'vmware' | 'kvm' | 'hyper-v' | 'xen' | 'other'

/** What the records of one host tell about the machine. */
export function machineOf(_records: readonly AnyRecord[]): Machine {
  return {
    pageSize: { value: bytes(4096), basis: 'assumed', evidence: [] },
    release: null,
    version: null,
    architecture: null,
    hypervisor: null,
  }
}
