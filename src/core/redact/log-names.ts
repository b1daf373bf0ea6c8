import { readCgroup } from '../formats/kernel-log/cgroup.ts'
import { readChosen } from '../formats/kernel-log/chosen.ts'
import { readRunner } from '../formats/kernel-log/cpu.ts'
import { eventOf } from '../formats/kernel-log/events.ts'
import { readHead, readPlaces } from '../formats/kernel-log/head.ts'
import { readKill } from '../formats/kernel-log/kill.ts'
import type { Line } from '../text/line.ts'
import type { Quote } from '../text/source.ts'
import { putCgroupPath, putSegment } from './cgroup.ts'
import { putGroup, type Put } from './place.ts'
import { putComm } from './process.ts'

/** `[ 1234]  1000  1234  56789  1234  …  0 name`: of the table of processes. */
const TASK = /^\[\s*\d+\s*\](?:\s+-?\d+){4,12}\s+(\S.*)$/d
/** `java cpuset=docker-….scope mems_allowed=0` */
const CPUSET = /^(.{1,16}?)\s+cpuset=\S+\s+mems_allowed=/d
/** What other parts of the kernel call a task by. */
const COMMS = [
  /^(?:traps: )?(\S.{0,15}?)\[\d+\]:? (?:segfault|trap |general protection|unhandled|bad frame|potentially unexpected)/d,
  /^task:(\S.{0,15}?)\s+state:/d,
  /\b[Cc]omm: (\S.{0,15}?)(?=\s+(?:Kdump:|Not tainted|Tainted:|pid|tgid)|[,;]|\s*$)/d,
  /\bcomm="([^"]{1,64})"/d,
  /^Process (\S.{0,15}?) \(pid: \d+/d,
  /^INFO: task (\S.{0,15}?):\d+ blocked/d,
  /\[([^\s[\]][^[\]]{0,15}):\d+\]\s*$/d,
  /\bcompletion of .* by (\S+)\[\d+\]/d,
  /\bpid \d+ \(([^()]{1,16})\)/d,
  /\boom_reaper: .* \((\S.{0,15}?)\)/d,
  /\b[Pp]rocess(?:es)? \d+ \((\S.{0,15}?)\)/d,
] as const
const MAY_NAME_A_TASK = /[Pp]rocess|[Cc]omm[:=]|pid \d|task|segfault|trap|:\d+\]\s*$|unhandled|by \S+\[\d/
/** `kmalloc-256(1234:3c9d0f2e1b7a)`: the copy of a slab cache for a control group. */
const CHILD_CACHE = /^(?:cache:?\s+)?[\w-]+\(\d+:([^()\s]+)\)/d

/** The names that the kernel's log prints, read by its own readers; `put` gets each at its place. */
export function namesOfLog(line: Line, put: Put): void {
  const { text } = line
  const comm = (quote: Quote | undefined) => quote && onLine(line, quote, putComm, put)
  const path = (quote: Quote | undefined) => quote && onLine(line, quote, putCgroupPath, put)
  const task = text.startsWith('[') ? TASK.exec(text) : null
  if (task) {
    putComm(line, ...task.indices![1]!, put)
    return
  }
  if (text.startsWith('oom-kill:') || text.includes('task_memcg=')) {
    const { cpuset, limited, task: inside, name } = readChosen(line)
    comm(name)
    for (const each of [cpuset, limited, inside]) path(each)
    return
  }
  if (text.includes(' invoked ') || text.includes(': page alloc') || text.includes(': vmalloc')) {
    const head = readHead(line, null)
    comm(head.comm)
    path(head.cpuset)
  }
  if (text.includes('cpuset=')) {
    const named = CPUSET.exec(text)
    if (named) putComm(line, ...named.indices![1]!, put)
    path(readPlaces(line).cpuset)
  }
  if (text.includes('omm:')) comm(readRunner(line).comm)
  if (text.includes('emory cgroup') || text.startsWith('Task') || text.startsWith('Memory limit')) {
    const group = readCgroup([line], [])
    for (const each of [group?.limited, group?.task, ...(group?.children?.map((child) => child.path) ?? [])]) path(each)
    const members = /^Tasks in (\S+) are going to be killed/d.exec(text)
    if (members) putCgroupPath(line, ...members.indices![1]!, put)
  }
  if (text.includes('ill')) comm(readKill(line, [])?.victim.name)
  const child = text.includes('(') ? CHILD_CACHE.exec(text) : null
  if (child) putSegment(line, child[1]!, child.indices![1]![0], put)
  namesOfEvent(line, put)
  if (MAY_NAME_A_TASK.test(text)) {
    for (const pattern of COMMS) {
      const match = pattern.exec(text)
      if (match) putComm(line, ...match.indices![1]!, put)
    }
  }
}

/** Names in lines that tell something by themselves. */
function namesOfEvent(line: Line, put: Put): void {
  const found = eventOf(line)
  const groups = found?.match.indices?.groups
  if (!groups) return
  if (groups['comm']) putComm(line, ...groups['comm'], put)
  if (groups['unit']) putSegment(line, line.text.slice(...groups['unit']), groups['unit'][0], put)
  if (groups['path'] && /cgroup|slice|scope/.test(line.text)) putCgroupPath(line, ...groups['path'], put)
  const evicted = /\bpod[ :"]+"?([\w./-]+)/d.exec(line.text)
  if (found.shape.event === 'kubelet-eviction' && evicted) putGroup(line, evicted, 1, 'containers', 'pod', put)
}

/** A quote of one line has its offsets in the source: here those in the line are wanted. */
function onLine(
  line: Line,
  { value, span }: Quote,
  rule: (line: Line, from: number, to: number, put: Put) => void,
  put: Put,
): void {
  const from = line.map === null ? span.from - line.from : line.map.indexOf(span.from)
  if (from >= 0 && line.text.startsWith(value, from)) rule(line, from, from + value.length, put)
}
