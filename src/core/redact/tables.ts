import { headAt } from '../formats/ps/list.ts'
import { columnsOfCommand, isRow, wordsUnder, type Column } from '../formats/ps/columns.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import type { Line } from '../text/line.ts'
import { putHostName } from './addresses.ts'
import type { Form, Kind } from './kinds.ts'
import { putIn, type Put } from './place.ts'
import { putCommand, putComm } from './process.ts'
import { isNobody } from './standard.ts'

/** The names in the rows of a list of processes. */
export function namesOfProcesses(record: AnyRecord, lines: readonly Line[], put: Put): void {
  const tool = record.kind === 'top' ? 'top' : 'ps'
  let at = 0
  let head = null
  while (at < lines.length && (head = headAt(lines, at, tool)) === null && tool === 'top') at++
  const columns: readonly Column[] = head?.columns ?? columnsOfCommand(record.context.heading?.command ?? '') ?? []
  const names = head ? lines[at]!.text.split(/\s+/) : []
  const first = head ? at + head.lines : 0
  let rows = 0
  let begun = false
  for (const line of lines.slice(first)) {
    const words = wordsUnder(columns, line.text)
    if (line.heading !== null || !isRow(columns, words)) {
      // What is no row is the rest of the command before, on a narrow page.
      if (rows > 0 && line.text !== '' && line.heading === null) {
        if (begun) putIn(line, 0, line.text.length, 'commands', 'arguments', put)
        else putCommand(line, 0, line.text.length, put)
        begun = true
      }
      continue
    }
    rows++
    begun = columns.some(({ field }, index) => field === 'command' && words[index] !== undefined)
    columns.forEach(({ field }, index) => {
      const word = words[index]
      if (!word) return
      const group = /GROUP$|^GRP$/.test(names[index] ?? '') && !/CGROUP/.test(names[index]!)
      if ((field === 'user' || group) && !isNobody(word.text)) putIn(line, word.from, word.to, 'users', 'user', put)
      if (field === 'command') putCommand(line, word.from, word.to, put)
    })
  }
}

type Cell = (line: Line, from: number, to: number, put: Put) => void
const cell =
  (kind: Kind, form: Form): Cell =>
  (line, from, to, put) => {
    if (!isNobody(line.text.slice(from, to))) putIn(line, from, to, kind, form, put)
  }
const host: Cell = (line, from, to, put) =>
  putHostName(line.text.slice(from, to), from, (start, end, ...what) => putIn(line, start, end, ...what, put))
const pod = cell('containers', 'pod')
const namespace = cell('containers', 'namespace')
const container = cell('containers', 'container')
const image = cell('containers', 'image')
const id: Cell = (line, from, to, put) =>
  (/^[\da-f]{12,}$/.test(line.text.slice(from, to)) ? cell('containers', 'id') : container)(line, from, to, put)
const command: Cell = (line, from, to, put) => putIn(line, from, to, 'commands', 'arguments', put)
const owner = cell('users', 'user')

/** Tables by their heads, and what stands under their words. */
const TABLES: readonly (readonly [head: RegExp, columns: Readonly<Record<string, Cell>>])[] = [
  [/^NAME\s+STATUS\s+ROLES\s/, { NAME: host, 'INTERNAL-IP': host }],
  [/^NAME\s+CPU\(cores\)\s+CPU/, { NAME: host }],
  [/^(?:NAMESPACE\s+)?(?:POD\s+)NAME\s+CPU\(cores\)/, { NAMESPACE: namespace, POD: pod, NAME: container }],
  [/^(?:NAMESPACE\s+)?NAME\s+(?:READY|CPU\(cores\)|STATUS|RESTARTS)/, { NAMESPACE: namespace, NAME: pod, NODE: host }],
  [/^Namespace\s+Name\s+(?:CPU|Memory)/, { Namespace: namespace, Name: pod }],
  [
    /^(?:CONTAINER(?: ID)?|ID|POD ID)\s{2,}\S/,
    {
      'CONTAINER ID': id,
      CONTAINER: id,
      ID: id,
      NAME: container,
      NAMES: container,
      IMAGE: image,
      COMMAND: command,
      'POD ID': id,
      POD: pod,
      NAMESPACE: namespace,
    },
  ],
  [/^CONTAINER\s+CPU %/, { CONTAINER: id }],
  [/^key\s+(?:shmid|msqid|semid)\s+owner\s/, { owner }],
  [/^Id\s+Name\s+State$/, { Name: host }],
]

/** Heads that begin so are looked at. */
const HEAD = /^(?:NAME|POD|CONTAINER|ID |key |Id |Namespace)/

/** The names in tables of other tools, claimed by a reader or not: from a head to the next blank line. */
export function namesOfTables(lines: readonly Line[], put: Put): void {
  let open: {
    readonly cells: readonly { title: string; from: number; to: number }[]
    readonly columns: Readonly<Record<string, Cell>>
  } | null = null
  for (const line of lines) {
    const { text } = line
    if (text === '' || line.heading !== null) {
      if (!/^-+(?: +-+)*$/.test(text)) open = null
      continue
    }
    const table = HEAD.test(text) && text.length < 400 ? TABLES.find(([head]) => head.test(text)) : undefined
    if (table) {
      open = { cells: cellsOf(text), columns: table[1] }
      continue
    }
    if (!open || text.length > 4000) continue
    const { cells, columns } = open
    const apart = cellsOf(text)
    cells.forEach(({ title, from, to }, index) => {
      const rule = Object.hasOwn(columns, title) ? columns[title] : undefined
      if (!rule) return
      // Under its head where the columns are aligned; else the cell of the same number.
      const under = apart.find((each) => each.from === from) ?? apart.find((each) => each.from < to && each.to > from)
      const word = index === cells.length - 1 ? apart.at(-1) : apart.length === cells.length ? apart[index] : under
      if (word) rule(line, word.from, word.to, put)
    })
  }
}

/** Cells are parted by two blanks; where there are none, by one. */
function cellsOf(text: string) {
  const cells: { title: string; from: number; to: number }[] = []
  const parted = text.includes('  ') ? /\S+(?: \S+)*/g : /\S+/g
  for (const match of text.matchAll(parted))
    cells.push({ title: match[0], from: match.index, to: match.index + match[0].length })
  return cells
}

/** Names that a record's reader has read: of the machine, of a process, of a pod. */
export function namesOfRecord(record: AnyRecord, lines: readonly Line[], put: Put): void {
  const [first] = lines
  if (!first) return
  switch (record.kind) {
    case 'ps':
    case 'top':
      namesOfProcesses(record, lines, put)
      return
    case 'processCounts':
      for (const line of lines)
        putComm(line, line.text.length - line.text.replace(/^\d+\s+/, '').length, line.text.length, put)
      return
    case 'processStatus':
      for (const line of lines) after(line, /^Name\s*:\s*(\S.*)$/d, putComm, put)
      return
    case 'dumpsysMeminfo':
      for (const line of lines) after(line, /^\d[\d,]*(?:K| kB): ([\w.:@-]+) \(pid \d/d, putComm, put)
      return
    case 'pmap':
      after(first, /^\d+:\s+(\S.*)$/d, putCommand, put)
      return
    case 'atop':
      after(first, /^ATOP - (\S+)\s/d, host, put)
      return
    case 'sar':
      after(first, /^Linux \S+ \(([^)]*)\)/d, host, put)
      return
    case 'uname': {
      const quote = record.data.host
      const from = quote && first.text.indexOf(quote.value, first.text.startsWith('Linux') ? 6 : 0)
      if (quote && from !== undefined && from >= 0) host(first, from, from + quote.value.length, put)
      return
    }
    case 'linuxVersion':
      after(first, /\(([\w.+-]+)@[\w.-]+\)/d, owner, put)
      after(first, /\([\w.+-]+@([\w.-]+)\)/d, host, put)
      return
    case 'domainXml':
      for (const line of lines) after(line, /<name>([^<]+)<\/name>/d, host, put)
      return
    case 'timeSeries':
      namesOfSeries(lines, put)
      return
    case 'kubectlDescribe':
      namesOfDescription(lines, put)
      return
  }
}

/** What columns of words in an export of a dashboard tell, by their heads. */
const LABELS: ReadonlyMap<string, Cell> = new Map([
  ...['instance', 'host', 'hostname', 'node', 'nodename', 'server', 'machine'].map((name) => [name, host] as const),
  ...['pod', 'pod_name'].map((name) => [name, pod] as const),
  ...['container', 'container_name'].map((name) => [name, container] as const),
  ['namespace', namespace],
  ['user', owner],
])

function namesOfSeries([head, ...rows]: readonly Line[], put: Put): void {
  if (!head) return
  const mark = head.text.includes(';') ? ';' : ','
  const rules = head.text.split(mark).map((title) => LABELS.get(title.replace(/"/g, '').trim().toLowerCase()))
  if (rules.every((rule) => rule === undefined)) return
  for (const line of rows) {
    let at = 0
    line.text.split(mark).forEach((cell, index) => {
      // Quotes around it, and the port behind a host.
      const from = at + (/^[\s"]*/.exec(cell)?.[0].length ?? 0)
      let end = cell.length
      while (end > 0 && /[\s"]/.test(cell[end - 1]!)) end--
      const to = at + cell.slice(0, end).replace(/:\d+$/, '').length
      at += cell.length + 1
      if (to > from) rules[index]?.(line, from, to, put)
    })
  }
}

function after(line: Line, pattern: RegExp, rule: Cell, put: Put): void {
  const range = pattern.exec(line.text)?.indices?.[1]
  if (range) rule(line, ...range, put)
}

function namesOfDescription(lines: readonly Line[], put: Put): void {
  const node = lines.some(({ text }) => /^(?:Roles|Capacity|Allocatable):/.test(text))
  let labels = false
  for (const line of lines) {
    const { text } = line
    after(line, /^Name:\s+(\S+)$/d, node ? host : pod, put)
    after(line, /^Namespace:\s+(\S+)$/d, namespace, put)
    after(line, /^(?:Node|Hostname):\s+([^\s/]+)/d, host, put)
    after(line, /^([a-z0-9][a-z0-9-]*):$/d, /^(?:memory|cpu)/.test(text) ? nothing : container, put)
    after(line, /^Image(?: ID)?:\s+(\S+)/d, image, put)
    after(line, /^Controlled By:\s+\w+\/(\S+)/d, cell('containers', 'workload'), put)
    after(line, /^Service Account:\s+(\S+)/d, owner, put)
    // What labels say is somebody's own, but for what is a number or known to all.
    labels = /^(?:Labels|Annotations):/.test(text) || (labels && /^[\w./-]+[=:]/.test(text) && !/^[A-Z]/.test(text))
    if (labels) after(line, /(?<![\w./-])[\w./-]+=([a-z0-9][\w.-]*)$/d, cell('containers', 'workload'), put)
    if (/^(?:Labels:\s+)?kubernetes\.io\/hostname=/.test(text)) after(line, /^[^=]*=(\S+)$/d, host, put)
  }
}

const nothing: Cell = () => {}
