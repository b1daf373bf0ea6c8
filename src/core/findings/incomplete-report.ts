import type { AnyRecord } from '../snapshot/record.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { Language } from '../language/say.ts'
import { defineRule, type Evidence, type Hit, type Say } from './rule.ts'

/** The sections of a report by the words of their own lines, and what can't be said without them. */
const SECTIONS = {
  'invoked oom-killer': { en: 'who asked, and for what', zh: '谁在请求、请求什么' },
  CPU: { en: 'the kernel release', zh: '内核版本' },
  active_anon: { en: 'what memory was used for', zh: '内存的构成' },
  free: { en: 'the zones against their watermarks', zh: '各 zone 与水位的关系' },
  'free lists': { en: 'whether memory was fragmented', zh: '内存是否碎片化' },
  'Free swap': { en: 'how full swap was', zh: 'swap 的使用情况' },
  'pages RAM': { en: 'how much RAM there is', zh: '内存总量' },
  'memory: usage': { en: 'the limit and the usage of the group', zh: '该组的限额与用量' },
  tasks: { en: 'which processes held memory', zh: '哪些进程占用内存' },
  'Killed process': { en: 'who was killed', zh: '谁被杀' },
} as const

type Section = keyof typeof SECTIONS
const isSection = (what: string | undefined): what is Section => what !== undefined && Object.hasOwn(SECTIONS, what)
/** Without these the cause of a kill can't be told. */
const DECISIVE: readonly Section[] = ['active_anon', 'free', 'pages RAM', 'memory: usage']

interface Params {
  readonly reports: number
  readonly missing: readonly Section[]
  /** Processes that died all the same. */
  readonly victims: readonly string[]
}

const KINDS: ReadonlySet<AnyRecord['kind']> = new Set([
  'oom',
  'allocFailure',
  'vmallocFailure',
  'slubFailure',
  'showMem',
])

const missingIn = ({ problems }: AnyRecord) =>
  problems.flatMap(({ code, what, span }) => (code === 'missing-part' && isSection(what) ? [{ what, span }] : []))

/** A kill for a group's limit has no zones to print. */
const isDecisive = (record: AnyRecord, missing: readonly { readonly what: Section }[]) =>
  record.kind === 'oom' &&
  missing.filter(({ what }) => DECISIVE.includes(what)).length >= (record.data.constraint === 'memcg' ? 1 : 2)

function hitOf(moment: Moment, records: readonly AnyRecord[]): Hit<Params>[] {
  const torn = records.flatMap((record) => {
    const missing = missingIn(record)
    return missing.length > 0 ? [{ record, missing }] : []
  })
  const [first, ...rest] = torn.flatMap(({ missing }) => missing.map(({ span }) => span))
  if (!first) return []
  const names = Object.keys(SECTIONS).filter((name) =>
    torn.some(({ missing }) => missing.some(({ what }) => what === name)),
  )
  const victims = torn.flatMap(({ record }) => (record.kind === 'oom' ? (record.data.victim?.name?.value ?? []) : []))
  const decisive = torn.some(({ record, missing }) => isDecisive(record, missing))
  return [
    {
      severity: decisive ? 'notice' : 'info',
      confidence: 'certain',
      snapshot: moment.index,
      bytes: null,
      params: { reports: torn.length, missing: names.filter(isSection), victims: [...new Set(victims)] },
      evidence: [first, ...rest] satisfies Evidence,
      arithmetic: torn.map(({ record, missing }) => `${record.id}: ${missing.map(({ what }) => what).join(', ')}`),
    },
  ]
}

/** F80. A report of the kernel that is not all there. */
export const incompleteReport = defineRule({
  id: 'incomplete-report',
  reference: ['mm/oom_kill.c (dump_header)', 'mm/show_mem.c', 'admin-guide/sysctl/kernel.rst (printk_ratelimit)'],
  check: ({ moments }) =>
    moments.flatMap((moment) =>
      hitOf(
        moment,
        moment.records.filter(({ kind }) => KINDS.has(kind)),
      ),
    ),
  collect: () => ['journalctl -k --no-pager', 'dmesg -T'],
  en: {
    title: ({ reports, victims }, say) =>
      `${reports === 1 ? 'A report' : `${reports} reports`} of the kernel ${reports === 1 ? 'is' : 'are'} cut off${victims.length === 0 ? '' : `; what is left tells that ${say.list(victims.slice(0, 3).map((name) => `\`${name}\``))} died`}`,
    text: ({ missing }, say) =>
      `Lines are missing, so some things can’t be told: ${cannot(missing, 'en', say)}. Everything said here rests on what is left. Usual reasons are \`tail\`, \`grep\`, a rate limit, or a ring buffer that was overwritten.`,
    refute: () => 'The missing lines stand elsewhere in the paste, under another host’s name.',
    actions: () => [
      {
        do: 'Copy the whole report, from `invoked oom-killer` to `Killed process`: `journalctl -k --no-pager | grep -B5 -A400 "invoked oom-killer"`',
      },
      { do: 'For the next time: a larger ring buffer, `log_buf_len=4M` on the command line', risk: 'Needs a reboot.' },
    ],
  },
  zh: {
    title: ({ reports, victims }, say) =>
      `${reports} 份内核报告不完整${victims.length === 0 ? '' : `；残留部分显示 ${say.list(victims.slice(0, 3).map((name) => `\`${name}\``))} 被杀`}`,
    text: ({ missing }, say) =>
      `缺少若干行，因此无法判断：${cannot(missing, 'zh', say)}。此处的结论仅依据残留部分。常见原因是 \`tail\`、\`grep\`、限速，或环形缓冲被覆盖。`,
    refute: () => '若缺失的行在粘贴内容的其他位置、以另一主机名出现，则不成立。',
    actions: () => [
      {
        do: '复制完整报告，从 `invoked oom-killer` 到 `Killed process`：`journalctl -k --no-pager | grep -B5 -A400 "invoked oom-killer"`',
      },
      { do: '为下次做准备：增大环形缓冲，命令行 `log_buf_len=4M`', risk: '需要重启。' },
    ],
  },
})

const cannot = (missing: readonly Section[], language: Language, say: Say) =>
  say.list(missing.map((name) => SECTIONS[name][language]))
