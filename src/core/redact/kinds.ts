/** What can be taken out of a text, each by a switch of its own. */
export const KINDS = [
  'hosts',
  'domains',
  'addresses',
  'macs',
  'users',
  'containers',
  'cgroups',
  'commands',
  'processes',
  'programs',
] as const
export type Kind = (typeof KINDS)[number]
export type Switches = Readonly<Record<Kind, boolean>>

/** What the page and `--redact` begin with: everything is replaced. */
export const DEFAULT_SWITCHES: Switches = {
  hosts: true,
  domains: true,
  addresses: true,
  macs: true,
  users: true,
  containers: true,
  cgroups: true,
  commands: true,
  processes: true,
  programs: true,
}

/** What a pseudonym looks like; readers must take it for what the original was. */
export type Form =
  | 'host'
  | 'domain'
  | 'ipv4'
  | 'ipv6'
  | 'mac'
  | 'user'
  | 'pod'
  | 'container'
  | 'namespace'
  | 'workload'
  | 'image'
  /** A container's id: 12 or 64 hexadecimal digits. */
  | 'id'
  /** A pod's uid, or any other UUID. */
  | 'uid'
  | 'group'
  | 'arguments'
  | 'directory'
  | 'process'
  /** Words in the name of a file that stand nowhere else. */
  | 'file'

/** A name at its place in a source, in offsets of the original text. */
export interface Place {
  readonly source: number
  readonly from: number
  readonly to: number
  readonly kind: Kind
  readonly form: Form
}
