import type { Moment } from '../snapshot/moment.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import type { Span } from '../text/source.ts'
import { bytes, sum, type Bytes } from '../units.ts'

/** A process of a list, by the name people know it by. */
export interface Program {
  /** `java` of `/usr/bin/java -Xmx4g`, `postgres` of `postgres: writer process`. */
  readonly name: string
  readonly pid: number | null
  readonly rss: Bytes
  /** The kernel's letters; `L` has locked pages. */
  readonly stat: string
  readonly span: Span
}

/** Processes of one name. */
export interface Group {
  readonly name: string
  readonly programs: readonly [Program, ...Program[]]
  /** Σ RSS: what they share counts once for each. */
  readonly rss: Bytes
}

/** The processes of a moment that print a resident size, the largest first; threads of one process once. */
export function programsOf(moment: Moment): Program[] {
  const lists = [...recordsOf(moment, 'ps'), ...recordsOf(moment, 'top')]
  const processes = lists.flatMap(({ data }) => data.processes)
  const seen = new Set<number>()
  return processes
    .flatMap(({ pid, rss, stat, command, span }): Program[] => {
      if (rss === undefined || command === undefined || (pid !== undefined && seen.has(pid))) return []
      if (pid !== undefined) seen.add(pid)
      return [{ name: nameOf(command), pid: pid ?? null, rss, stat: stat ?? '', span }]
    })
    .sort((a, b) => b.rss - a.rss)
}

/** Processes by name, the largest sum first. */
export function groupsOf(programs: readonly Program[]): Group[] {
  const byName = new Map<string, [Program, ...Program[]]>()
  for (const program of programs) {
    const group = byName.get(program.name)
    if (group) group.push(program)
    else byName.set(program.name, [program])
  }
  return [...byName]
    .map(([name, list]) => ({ name, programs: list, rss: bytes(sum(list.map(({ rss }) => rss))) }))
    .sort((a, b) => b.rss - a.rss)
}

/** The name that most processes of a moment carry, where there are many of them. */
export function crowdOf(moment: Moment): { readonly name: string; readonly count: number; readonly span: Span } | null {
  const listed = groupsOf(programsOf(moment)).map(({ name, programs }) => ({
    name,
    count: programs.length,
    span: programs[0].span,
  }))
  const counted = recordsOf(moment, 'processCounts').flatMap(({ data }) => data.programs)
  const [most] = [...listed, ...counted].sort((a, b) => b.count - a.count)
  return most && most.count >= CROWD && !most.name.startsWith('[') ? most : null
}

/** Fewer of one name are to be found on any machine. */
const CROWD = 20

/** The program of a command line: without its directory, its arguments, and what it has set its title to. */
export function nameOf(command: string): string {
  if (/^\[.*\]$/.test(command)) return command
  const [first = command] = command.split(/\s/)
  const name = first.slice(first.lastIndexOf('/') + 1).replace(/^-|:$/g, '')
  return name === '' ? command : name
}

/**
 * Programs that rules judge by their names. A text whose names were replaced says `guest-1`: a pseudonym tells the role, so
 * that a rule still sees it.
 */
const ROLES = {
  /** A virtual machine: qemu and kvm under their own names and under those that libvirt and their owners give them. */
  guest: /^(?:qemu|kvm|CPU \d+\/KVM)/,
  /** Touches its heap sparsely, and its makers advise against transparent huge pages. */
  sparse: /^(?:java|redis|mongo|node$|jemalloc|memcached|couch|cassandra|splunk)/,
} as const
export type ProgramRole = keyof typeof ROLES

export const hasRole = (name: string, role: ProgramRole): boolean =>
  ROLES[role].test(name) || (name.startsWith(role) && /^-\d+$/.test(name.slice(role.length)))

/** The role that a rule knows a program by, or null. */
export const roleOf = (name: string): ProgramRole | null =>
  hasRole(name, 'guest') ? 'guest' : hasRole(name, 'sparse') ? 'sparse' : null
