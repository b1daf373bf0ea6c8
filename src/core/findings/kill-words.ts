import type { Language } from '../language/say.ts'
import { terms } from '../language/terms.ts'
import type { AccountId } from '../ledger/account.ts'
import type { Bytes } from '../units.ts'
import type { Say } from './rule.ts'

/** Who died. */
export interface Victim {
  readonly name: string
  readonly pid: number | null
  /** Resident memory, by the kill line. */
  readonly size: Bytes | null
  /** Shared memory in it, which others may map as well. */
  readonly shared: number
  /** What the kernel weighed: resident, swapped and page table pages, oom_score_adj, and whether no score was higher. */
  readonly weighed: { readonly pages: number; readonly adjust: number | null; readonly isFirst: boolean } | null
}

/** What every finding about an OOM report tells beside its own matter. */
export interface Kill {
  readonly reports: number
  readonly victims: readonly { readonly name: string; readonly count: number }[]
  /** Of the report that the finding is told by. */
  readonly victim: Victim | null
  /** Who asked for the page that was not there, and had nothing to do with its absence. */
  readonly bystander: string | null
  readonly swap: { readonly total: Bytes; readonly free: Bytes } | null
  /** File cache that was left. */
  readonly files: Bytes | null
  readonly panicked: boolean
}

/** No report of a kill. */
export const NOBODY: Kill = {
  reports: 0,
  victims: [],
  victim: null,
  bystander: null,
  swap: null,
  files: null,
  panicked: false,
}

/** `java` ×8 and `node` ×7, and how many more. */
export const namesWords = {
  en: (victims: Kill['victims'], say: Say): string =>
    say.list([...shown(victims), ...(victims.length > SHOWN ? [`${victims.length - SHOWN} others`] : [])]),
  zh: (victims: Kill['victims'], say: Say): string =>
    say.list([...shown(victims), ...(victims.length > SHOWN ? [`另外 ${victims.length - SHOWN} 种`] : [])]),
}

const SHOWN = 5
const shown = (victims: Kill['victims']) =>
  victims.slice(0, SHOWN).map(({ name, count }) => (count > 1 ? `\`${name}\` ×${count}` : `\`${name}\``))

const swapWords = {
  en: (swap: Kill['swap'], say: Say) =>
    swap === null
      ? ''
      : swap.total === 0
        ? 'There is no swap. '
        : swap.free < swap.total * 0.02
          ? `The swap of ${say.bytes(swap.total)} was full. `
          : `${say.bytes(swap.free)} of ${say.bytes(swap.total)} swap were still free: the memory was not swapped out, or not fast enough (swappiness, \`mlock\`, a swap limit). `,
  zh: (swap: Kill['swap'], say: Say) =>
    swap === null
      ? ''
      : swap.total === 0
        ? '没有 swap。'
        : swap.free < swap.total * 0.02
          ? `${say.bytes(swap.total)} 的 swap 已满。`
          : `swap 共 ${say.bytes(swap.total)}，仍空闲 ${say.bytes(swap.free)}：内存没有被换出，或来不及换出（swappiness、\`mlock\`、swap 限额）。`,
}

const isMuch = (part: number, whole: number) => part >= whole * 0.1

const dead = {
  en: ({ name, pid, size, shared, weighed }: Victim, say: Say) =>
    `\`${name}\`${pid === null ? '' : ` (PID ${pid})`} was killed${size === null ? '' : ` with ${say.bytes(size)} resident${isMuch(shared, size) ? `, ${say.bytes(shared)} of it shared memory` : ''}`}${
      weighed === null
        ? ''
        : `: ${say.count(weighed.pages)} pages resident, swapped and in page tables${weighed.adjust ? ` and \`oom_score_adj\` ${weighed.adjust}` : ''} ${weighed.isFirst ? 'made the highest score' : 'made a score that others exceed'}`
    }. `,
  zh: ({ name, pid, size, shared, weighed }: Victim, say: Say) =>
    `被杀的是 \`${name}\`${pid === null ? '' : `（PID ${pid}）`}${size === null ? '' : `，常驻 ${say.bytes(size)}${isMuch(shared, size) ? `，其中共享内存 ${say.bytes(shared)}` : ''}`}${
      weighed === null
        ? ''
        : `：常驻、换出与页表共 ${say.count(weighed.pages)} 页${weighed.adjust ? `，加上 \`oom_score_adj\` ${weighed.adjust}` : ''}，${weighed.isFirst ? '得分最高' : '但得分并非最高'}`
    }。`,
}

/** Who died and why that one, who merely asked, and how often. */
export const killedWords = {
  en: ({ reports, victims, victim, bystander, panicked }: Kill, say: Say): string =>
    [
      victim ? dead.en(victim, say) : '',
      panicked ? 'The kernel panicked in place of a kill (`vm.panic_on_oom`). ' : '',
      bystander === null
        ? ''
        : `\`${bystander}\` merely asked for the next page, which says nothing of who filled memory. `,
      reports > 1
        ? `${reports} reports tell the same${victims.length > 0 ? `; killed: ${namesWords.en(victims, say)}` : ''}. `
        : '',
    ]
      .join('')
      .trimEnd(),
  zh: ({ reports, victims, victim, bystander, panicked }: Kill, say: Say): string =>
    [
      victim ? dead.zh(victim, say) : '',
      panicked ? '内核没有杀进程，而是直接 panic（`vm.panic_on_oom`）。' : '',
      bystander === null ? '' : `\`${bystander}\` 只是恰好申请下一页，并不说明是谁占满了内存。`,
      reports > 1
        ? `同样的报告共 ${reports} 份${victims.length > 0 ? `；先后被杀：${namesWords.zh(victims, say)}` : ''}。`
        : '',
    ].join(''),
}

/** Swap and cache that were left, then `killedWords`. */
export const killWords = {
  en: (kill: Kill, say: Say): string =>
    `${swapWords.en(kill.swap, say)}${kill.files === null ? '' : `File cache left: ${say.bytes(kill.files)}. `}${killedWords.en(kill, say)}`.trimEnd(),
  zh: (kill: Kill, say: Say): string =>
    `${swapWords.zh(kill.swap, say)}${kill.files === null ? '' : `剩余文件缓存 ${say.bytes(kill.files)}。`}${killedWords.zh(kill, say)}`,
}

/** `anonymous memory 90.8 %; slab, unreclaimable 2.1 %` */
export const usesWords = {
  en: (uses: Uses, say: Say): string =>
    uses.map(({ id, share }) => `${lower(nameOf('en', id))} ${say.percent(share)}`).join('; '),
  zh: (uses: Uses, say: Say): string =>
    uses.map(({ id, share }) => `${nameOf('zh', id)} ${say.percent(share)}`).join('、'),
}

type Uses = readonly { readonly id: AccountId | 'unaccounted'; readonly share: number }[]

const nameOf = (language: Language, id: AccountId | 'unaccounted') =>
  id === 'unaccounted' ? terms[language].unaccounted : terms[language].account[id]

/** A name inside a sentence; `GPU` and `ZFS ARC` stay. */
const lower = (name: string) => (/^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name)
