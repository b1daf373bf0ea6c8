import { bytes } from '../units.ts'
import { booksOf, kB } from './figures.ts'
import { globalKills, killHits, type KillAt } from './kills.ts'
import { anonOwners, type Owner } from './anon-owners.ts'
import { type Told } from './failures.ts'
import { isExhausted } from './reach.ts'
import { accountOf, composition, placesOf, shareOf } from './report-book.ts'
import { killWords } from './kill-words.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { share: majority, hog, mapped } = thresholds['oom-anon']

interface Params {
  /** Of all RAM; 0 where that is not known. */
  readonly share: number
  readonly anon: number
  readonly owner: Pick<Owner, 'name' | 'count' | 'size'> | null
  readonly beside: Pick<Owner, 'name' | 'count' | 'size'> | null
  /** Share of shared memory, where it is worth a word. */
  readonly shared: number | null
  /** The report's own account of memory is there. */
  readonly known: boolean
}

/** F53. Anonymous memory filled RAM: one process, many of one name, or no one in particular. */
export const oomAnon = defineRule({
  id: 'oom-anon',
  reference: ['admin-guide/mm/concepts.rst', 'mm/oom_kill.c, oom_badness', 'admin-guide/cgroup-v2.rst'],
  explains: [
    'oom-exhaustion',
    'memory-exhausted',
    'swap-exhausted',
    'oom-loop',
    'oom-victim-not-largest',
    'oom-unkillable-hog',
    'anon-hog',
    'anon-many-workers',
    'lowmem-reserve',
    'thrashing',
    'direct-reclaim',
  ],
  check: (theCase) =>
    killHits<Params>(globalKills(theCase), (report) => {
      const { failure } = report
      const anon = accountOf(failure, 'anon')
      const share = shareOf(failure, anon?.bytes)
      if (failure.ledger === null) return fromKillLine(report)
      // Where the line that counts shared memory is lost, anonymous memory can't be told from it.
      if (!anon || !accountOf(failure, 'shmem') || share < majority || isExhausted(failure) === false) return null
      const { single, crowd } = anonOwners(report, anon.bytes)
      // The crowd goes first where it holds more; where that is not known, the process whose size is.
      const [first, second] = !single || (crowd?.size ?? 0) > (single.size ?? 0) ? [crowd, single] : [single, crowd]
      const shared = shareOf(failure, accountOf(failure, 'shmem')?.bytes)
      return {
        bytes: anon.bytes,
        params: {
          share,
          anon: anon.bytes as number,
          owner: told(first),
          beside: told(second),
          shared: shared >= mapped ? shared : null,
          known: true,
        },
        places: [...placesOf(failure, 'anon'), ...(single?.evidence ?? []), ...(crowd?.evidence ?? [])],
        arithmetic: composition(failure),
      }
    }),
  collect: ({ known }) => (known ? [] : ['journalctl -k --no-pager']),
  en: {
    title: ({ owner, anon, share, known }, say) =>
      !known && owner
        ? `\`${owner.name}\` was killed with ${say.bytes(anon)} of anonymous memory`
        : owner === null
          ? `Out of memory: anonymous memory of many processes fills ${say.percent(share)} of RAM`
          : owner.size === null
            ? `Out of memory: anonymous memory fills ${say.percent(share)} of RAM, most of it in ${say.count(owner.count)} \`${owner.name}\` processes`
            : owner.count === 1
              ? `Out of memory: \`${owner.name}\` alone holds ${say.bytes(owner.size)} of the ${say.bytes(anon)} anonymous memory that fills RAM`
              : `Out of memory: ${say.count(owner.count)} \`${owner.name}\` processes hold ${say.bytes(owner.size)} of the ${say.bytes(anon)} anonymous memory that fills RAM`,
    text: ({ share, beside, shared, known, kill }, say) =>
      !known
        ? `The report's account of memory is not in the paste, so this is the victim's own size, not the cause proved${share > 0 ? `: **${say.percent(share)}** of RAM` : ''}. ${killWords.en(kill, say)}`
        : `Anonymous memory was **${say.percent(share)}** of all RAM (noted from ${say.percent(majority)}). It can't be dropped, only swapped out or freed by its owner.${beside ? ` Beside it: ${beside.count === 1 ? `\`${beside.name}\`` : `${say.count(beside.count)} \`${beside.name}\` processes`}${beside.size === null ? '' : ` with ${say.bytes(beside.size)}`}.` : ''}${shared === null ? '' : ` Shared memory takes another ${say.percent(shared)}; \`rss\` counts it in each process that maps it, so the table can't simply be added up.`} ${killWords.en(kill, say)}`,
    refute: () =>
      'A process whose resident memory is mostly shared (`rss_shmem`): then look at shared memory. A process that is meant to be this large: then the machine is too small for it.',
    actions: ({ owner }) => [
      {
        do: owner
          ? `Find out why \`${owner.name}\` grew: its heap settings, its load, a leak`
          : 'Compare the process table with what the machine is meant to run',
      },
      {
        do: 'Give it a limit of its own, so that it fails alone: `MemoryMax=`, heap size, number of workers',
        risk: 'A limit too low kills the service under normal load.',
      },
      { do: 'Add RAM or swap', risk: 'Against a leak it only buys time; hot pages in swap slow everything down.' },
    ],
  },
  zh: {
    title: ({ owner, anon, share, known }, say) =>
      !known && owner
        ? `\`${owner.name}\` 被杀时占有 ${say.bytes(anon)} 匿名内存`
        : owner === null
          ? `内存不足：众多进程的匿名内存占满内存的 ${say.percent(share)}`
          : owner.size === null
            ? `内存不足：匿名内存占满内存的 ${say.percent(share)}，大多属于 ${say.count(owner.count)} 个 \`${owner.name}\` 进程`
            : owner.count === 1
              ? `内存不足：占满内存的 ${say.bytes(anon)} 匿名内存中，\`${owner.name}\` 独占 ${say.bytes(owner.size)}`
              : `内存不足：占满内存的 ${say.bytes(anon)} 匿名内存中，${say.count(owner.count)} 个 \`${owner.name}\` 进程共占 ${say.bytes(owner.size)}`,
    text: ({ share, beside, shared, known, kill }, say) =>
      !known
        ? `粘贴内容中没有该报告的内存账目，因此这只是被杀者自身的大小，并未证实原因${share > 0 ? `：占内存的 **${say.percent(share)}**` : ''}。${killWords.zh(kill, say)}`
        : `匿名内存占全部内存的 **${say.percent(share)}**（${say.percent(majority)} 起提示）。它不能被丢弃，只能换出或由所有者释放。${beside ? `此外还有${beside.count === 1 ? ` \`${beside.name}\`` : ` ${say.count(beside.count)} 个 \`${beside.name}\` 进程`}${beside.size === null ? '' : `，占 ${say.bytes(beside.size)}`}。` : ''}${shared === null ? '' : `共享内存另占 ${say.percent(shared)}；每个映射它的进程的 \`rss\` 都会计入，因此表中数值不能直接相加。`}${killWords.zh(kill, say)}`,
    refute: () =>
      '若该进程的常驻内存大多是共享的（`rss_shmem`），应查看共享内存；若它本来就该这么大，则是机器内存不够。',
    actions: ({ owner }) => [
      { do: owner ? `查明 \`${owner.name}\` 为何增长：堆配置、负载或泄漏` : '把进程表与机器预期运行的服务对照' },
      {
        do: '为它设置自己的限额，使其单独失败：`MemoryMax=`、堆大小、工作进程数',
        risk: '限额过低会在正常负载下杀死服务。',
      },
      { do: '增加内存或 swap', risk: '对泄漏只是拖延；热页被换出会拖慢整机。' },
    ],
  },
})

const told = (owner: Owner | null) => owner && { name: owner.name, count: owner.count, size: owner.size }

/** Where only the end of a report is left: a victim that held most of what can be seen is a suspect. */
function fromKillLine({ moment, data }: KillAt): Told<Params> | null {
  const { victim, tasks } = data
  const size = victim?.anonRss?.value ?? 0
  const mapped = (victim?.fileRss?.value ?? 0) + (victim?.shmemRss?.value ?? 0)
  const total = booksOf(moment)[0]?.total.bytes ?? null
  const share = total === null ? 0 : size / total
  const seen = tasks?.rows.reduce((sum, task) => sum + task.rss, 0) ?? 0
  // Thousandths of RAM and swap, with what oom_score_adj adds (2.6.36 to 5.0).
  const score = data.announced ? 0 : (victim?.score?.value ?? 0)
  const isWeighty = score >= majority * 1000 && score <= 1000
  const isLarge = total !== null ? share >= hog : isWeighty || (size >= seen * majority && (tasks?.count ?? 0) > 1)
  if (!victim?.name || !victim.anonRss || size <= mapped || !isLarge) return null
  return {
    confidence: 'possible',
    bytes: bytes(size),
    params: {
      share,
      anon: size,
      owner: { name: victim.name.value, count: 1, size },
      beside: null,
      shared: null,
      known: false,
    },
    places: [victim.span],
    arithmetic: [
      `anon-rss ${kB(size)}${total === null ? (seen > 0 ? ` of Σ rss ${kB(seen)}` : '') : ` / ${kB(total)}`}`,
      ...(total === null && isWeighty ? [`score ${score} of 1000`] : []),
    ],
  }
}
