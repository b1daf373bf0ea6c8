import type { Line } from '../text/line.ts'
import { putHostName } from './addresses.ts'
import { putCgroupPath } from './cgroup.ts'
import type { Form, Kind } from './kinds.ts'
import { putIn, type Put } from './place.ts'
import { isPublicProgram } from './programs.ts'
import { isKernelThread, isNobody } from './standard.ts'

/** What loggers put before a line: the host, the program, the file that `grep` names. `start` is where the row begins. */
export function namesBefore(source: string, start: number, line: Line, put: Put): void {
  const { origin, path } = line
  if (origin === null && path === null) return
  const before = source.slice(start, line.map ? Math.max(line.from, start) : line.from)
  const at = (name: string) => {
    const found = wordIn(before, name)
    return found < 0 ? -1 : start + found
  }
  const host = origin?.host ?? null
  if (host !== null && at(host) >= 0) {
    putHostName(host, at(host), (from, to, kind, form) => put({ source: line.source, from, to, kind, form }))
  }
  const program = origin?.program ?? null
  if (program !== null && program !== 'kernel') {
    const name = program.slice(program.lastIndexOf('/') + 1)
    const from = at(name)
    if (from >= 0 && !isNobody(name) && !isKernelThread(name)) {
      put({
        source: line.source,
        from,
        to: from + name.length,
        kind: isPublicProgram(name) ? 'programs' : 'processes',
        form: 'process',
      })
    }
  }
  if (path !== null && at(path) >= 0) {
    const whole = { ...line, text: path, from: at(path), map: null }
    if (isCgroupFile(path)) putCgroupPath(whole, 0, path.length, put)
  }
}

/** Where a name stands in a text as a word of its own; the last place. */
function wordIn(text: string, name: string): number {
  for (let at = text.lastIndexOf(name); at >= 0; at = at > 0 ? text.lastIndexOf(name, at - 1) : -1) {
    if (!/[\w]/.test(text[at - 1] ?? ' ') && !/[\w]/.test(text[at + name.length] ?? ' ')) return at
  }
  return -1
}

/** A file of a control group by its path: below the mount, or relative to a directory that a prompt has gone to. */
const isCgroupFile = (path: string) =>
  path.startsWith('/sys/fs/cgroup') ||
  (!path.startsWith('/') && /\/(?:memory|cgroup|hugetlb|io|cpu|pids|cpuset)\.[\w.]+$/.test(path))

/** `[root@host dir]#`, `root@host:/dir#`, `host # `: up to the command. */
const PROMPT = /^\[?(?:([\w.-]+)@)?([\w.-]+)([:\s][^\]#$>%]*)?(?:\]\s*)?[#$>%]/d

/** Who works where, from a prompt; and the directories of control groups that it or its command names. */
export function namesOfPrompt(line: Line, put: Put): void {
  const { heading, text } = line
  // A prompt without a command is no heading, but it names the same.
  const prompt = heading?.host != null || /^\[?[\w.-]+@[\w.-]+/.test(text) ? PROMPT.exec(text) : null
  if (prompt) {
    const [user, host] = [prompt.indices![1], prompt.indices![2]!]
    if (user && !isNobody(prompt[1]!)) putIn(line, ...user, 'users', 'user', put)
    putHostName(prompt[2]!, host[0], (from, to, kind, form) => putIn(line, from, to, kind, form, put))
  }
}

interface Rule {
  readonly pattern: RegExp
  readonly kind: Kind
  readonly form: Form
}
const rule = (kind: Kind, form: Form, pattern: RegExp): Rule => ({ kind, form, pattern })

/** Names by the words beside them, in any text. The first group is the name. */
const RULES: readonly Rule[] = [
  rule('users', 'user', /(?<![\w.])\/?(?:home|Users)\/([A-Za-z_][\w.-]*)/dg),
  rule(
    'users',
    'user',
    /\b(?:session (?:opened|closed) for|by|for invalid|for|switch(?:ed)? to) user ([A-Za-z_][\w.-]*)/dg,
  ),
  rule('users', 'user', /\b(?:Accepted|Failed) \w+ for (?:invalid user )?([A-Za-z_][\w.-]*) from\b/dg),
  rule(
    'users',
    'user',
    /(?<![\w.-])(?:user|User|USER|username|LOGNAME|acct|auser|ruser|login|owner)(?:=|": ?|: )"?([A-Za-z_][\w.-]{0,255})(?![\w.-]{0,255}[(/:=])/dg,
  ),
  rule('users', 'user', /\b(?:sudo -u|su -|su -l|runuser -u|--user[ =]|--owner[ =]) ?([A-Za-z_][\w.-]*)/dg),
  rule('users', 'user', /\b(?:sudo|su)(?:\[\d+\])?: +([A-Za-z_][\w.-]*) : /dg),
  rule('users', 'user', /^\(([A-Za-z_][\w.-]*)\) CMD \(/dg),
  rule('commands', 'arguments', /\bCMD \((.{1,4000})\)$/dg),
  rule('commands', 'arguments', /\bCOMMAND=(\S.*)$/dg),
  rule(
    'hosts',
    'host',
    /(?<![\w.-])(?:_HOSTNAME|host|hostname|Hostname|HOSTNAME|nodename|node_name|nodeName|instance|fqdn|kernel\.hostname)(?:\\?": ?\\?"|="| ?= ?|: +)"?([A-Za-z][\w.-]{0,255})(?![\w.-]{0,255}[(/=])/dg,
  ),
  rule(
    'hosts',
    'host',
    /\b(?:node|Node|host|Host|kubernetes_node)(?:=|": ?|: +|=")"?([a-z][\w.-]{0,255}\d[\w.-]{0,255}|[a-z]\w{0,255}[-.][\w.-]{1,255})(?![\w.-]{0,255}[(=])/dg,
  ),
  rule('hosts', 'host', /\b(?:ssh|scp|ping|telnet|rsh|mosh) (?:-\S+ )*([A-Za-z][\w.-]*)$/dg),
  rule('hosts', 'host', /^Every \d{1,6}[.,]\ds: .{1,300} ([A-Za-z][\w.-]{0,255}): (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) /dg),
  rule('hosts', 'host', /\bssh (?:-[46AfgnqTtvx]+ |-[bcDEFiIJlLmoOpQRSwW] \S+ )*(?:[\w.-]+@)?([A-Za-z][\w.-]*) \S/dg),
  rule(
    'containers',
    'container',
    /\b(?:(?:docker|podman|nerdctl|crictl|lxc|incus) exec|lxc-attach) (?:-[a-z]+ (?:[A-Z_]+=\S+ )?|--\w+ )*([A-Za-z][\w.-]*)/dg,
  ),
  rule('containers', 'pod', /\b(?:kubectl|oc) (?:exec|rsh) (?:-[nc] \S+ |-[it]+ |--\S+ )*(?:pod\/)?([a-z][\w.-]*)/dg),
  rule('hosts', 'host', /\bvirsh (?:dom|qemu-)[\w-]+ (?:--\w+ )*([A-Za-z][\w.-]*)/dg),
  rule('hosts', 'host', /\b(ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3})\b/dg),
  rule(
    'containers',
    'pod',
    /(?<![\w.-])(?:pod|pod_name|podName|kubernetes_pod_name|exported_pod)\\?"?[=:] ?\\?"?(?:[a-z0-9.-]+\/)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?=[\s\\",;}()_]|$)/dg,
  ),
  rule('containers', 'pod', /(?<![\w./-])pods?\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?=[\s",;:]|$)/dg),
  rule(
    'containers',
    'container',
    /(?<![\w.-])(?:container|container_name|containerName|ContainerName|exported_container)\\?"?[=:] ?\\?"?([A-Za-z0-9][\w.-]*)(?=[\s\\",;}()]|$)/dg,
  ),
  rule('containers', 'container', /"Names?": ?"\/([A-Za-z0-9][\w.-]*)"/dg),
  rule(
    'containers',
    'namespace',
    /(?<![\w.-])(?:namespace|kube_namespace|exported_namespace|pod_namespace|podNamespace)\\?"?[=:] ?\\?"?([a-z0-9][a-z0-9-]*)(?=[\s\\",;}()/]|$)/dg,
  ),
  rule('containers', 'namespace', /\b(?:pod|podName|pod_name)\\?"?[=:] ?\\?"?([a-z0-9-]+)\//dg),
  rule('containers', 'namespace', /\b(?:kubectl|oc|helm)\b[^|;]{0,200}? (?:-n|--namespace)[ =]([a-z0-9][a-z0-9-]*)/dg),
  rule(
    'containers',
    'pod',
    /\bkubectl\b[^|;]{0,200}? (?:exec|logs|describe (?:pods?|po)|get (?:pods?|po)|top (?:pods?|po)|debug|cp) (?:-\w+ )*([a-z0-9][a-z0-9.-]*)(?=\s|$)/dg,
  ),
  rule(
    'hosts',
    'host',
    /\bkubectl\b[^|;]{0,200}? (?:describe|get|top|drain|cordon) (?:nodes?|no)[ /]([a-z0-9][a-z0-9.-]*)(?=\s|$)/dg,
  ),
  rule(
    'containers',
    'container',
    /\b(?:docker|podman|nerdctl|crictl) (?:container )?(?:exec|logs|inspect|update|stats|top|restart|stop|kill|rm|run) (?:-\S+ )*(?:--name[ =])?([A-Za-z0-9][\w.-]*)(?=\s|$)/dg,
  ),
  rule('containers', 'container', /\bdocker run\b.{0,300}? --name[ =]([A-Za-z0-9][\w.-]*)/dg),
  rule('containers', 'image', /(?<![\w.-])(?:image|Image|container_image)\\?"?[=:]\s*\\?"?([a-z0-9][\w./:@-]*)/dg),
  rule('containers', 'id', /\b(?:docker|containerd|cri-o|crio|cri-containerd|libpod)(?::\/\/|-)([\da-f]{12,64})\b/dg),
  rule(
    'containers',
    'workload',
    /\b(?:deployment|statefulset|daemonset|replicaset|Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob)(?:\/|=")([a-z0-9][a-z0-9.-]*)/dg,
  ),
  rule('processes', 'process', /\b(?:pgrep|pidof|pkill|killall)(?: -\w+)* ([A-Za-z][\w.-]*)(?=[\s)]|$)/dg),
  rule('processes', 'process', /\bps -C ([A-Za-z][\w.-]*)/dg),
  rule(
    'cgroups',
    'group',
    /(?<![\w@\\.:-])((?:[A-Za-z0-9_@:-]|\\x[\da-f]{2})[\w@\\.:-]*)\.(?:service|scope|slice)\b/dg,
  ),
]
const ANY =
  /[/=@"]|user|User|USER|CMD|node|Node|ssh|ip-|kubectl|docker|podman|grep|pid|pkill|ps -C|:\s|\.(?:service|scope|slice)/

/** Names that the words beside them tell, in any line. */
export function namesBeside(line: Line, put: Put): void {
  if (!ANY.test(line.text)) return
  for (const { pattern, kind, form } of RULES) {
    for (const match of line.text.matchAll(pattern)) {
      const [from, to] = match.indices![1]!
      const name = match[1]!
      if (isNobody(name)) continue
      if (form === 'host' || form === 'domain') {
        putHostName(name, from, (start, end, ...what) => putIn(line, start, end, ...what, put))
      } else if (form === 'group') putCgroupPath(line, from, to + match[0].length - (to - match.index), put)
      else if (form === 'process') {
        if (!isKernelThread(name)) putIn(line, from, to, isPublicProgram(name) ? 'programs' : kind, form, put)
      } else putIn(line, from, to, kind, form, put)
    }
  }
  for (const match of line.text.matchAll(ACCOUNT)) {
    const [, user, host] = match
    if (
      /^(?:\d[\d.]*\w?|GLIBC.*|plt|v\d.*)$/.test(host!) ||
      /\.(?:service|slice|socket|timer|mount|scope|target)$/.test(host!)
    )
      continue
    if (!isNobody(user!)) putIn(line, match.index, match.index + user!.length, 'users', 'user', put)
    const at = match.index + user!.length + 1
    putHostName(host!, at, (from, to, ...what) => putIn(line, from, to, ...what, put))
  }
  for (const match of line.text.matchAll(CGROUP)) putCgroupPath(line, match.index, match.index + match[0].length, put)
}

/** `bob@web1`, `bob@corp.example` */
const ACCOUNT = /(?<![\w.@/:-])([A-Za-z_][\w.+-]{0,63})@([A-Za-z0-9][\w.-]{0,252})/g
/** A path below the mount of control groups, or one that begins as those of systemd and of containers do. */
const CGROUP =
  /(?<![\w.-])(?:\/sys\/fs\/cgroup|\/(?:kubepods|system|user|machine|docker|lxc|libpod|ecs|actions_job|garden|mesos|slurm)(?:[\w.-]*))\/[^\s:,;'"<>|()[\]#$]+/g
