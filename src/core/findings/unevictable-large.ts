import type { Moment } from '../snapshot/moment.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import type { Span } from '../text/source.ts'
import { evidenceOf, hosts, kB, ofRam } from './figures.ts'
import { programsOf } from './programs.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { warning: from } = thresholds['unevictable-large']

/** Who has locked pages: by its own status file, else by the L in the STAT of ps. */
function lockerAt(moment: Moment): { readonly name: string; readonly span: Span } | null {
  for (const { data } of recordsOf(moment, 'processStatus')) {
    const locked = data.fields.get('VmLck')
    if (data.Name && locked && locked.value > 0) return { name: data.Name.value, span: locked.span }
  }
  return programsOf(moment).find(({ stat }) => stat.includes('L')) ?? null
}

/** F16. Memory that reclaim may not touch: locked by mlock or SHM_LOCK, secretmem, ramfs. */
export const unevictableLarge = defineRule({
  id: 'unevictable-large',
  reference: ['mm/unevictable-lru.rst'],
  explains: ['memory-exhausted'],
  check: (theCase) =>
    hosts(theCase).flatMap(({ moment, total, get }) => {
      const unevictable = get('Unevictable')
      const locked = get('Mlocked')
      const share = (unevictable?.value ?? 0) / total.value
      if (!unevictable || share < from) return []
      const locker = lockerAt(moment)
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: unevictable.value,
          params: { size: unevictable.value, locked: locked?.value ?? null, locker: locker?.name ?? null, share, from },
          evidence: [...evidenceOf(unevictable, locked, total), ...(locker ? [locker.span] : [])] as const,
          arithmetic: [
            `Unevictable ${kB(unevictable.value)} / MemTotal ${kB(total.value)}`,
            ...(locked ? [`Mlocked ${kB(locked.value)}`] : []),
          ],
        } as const,
      ]
    }),
  collect: () => ["sh -c 'grep -H VmLck /proc/[0-9]*/status | grep -vw 0 | sort -k2 -n | tail -n 20'"],
  en: {
    title: ({ size }, say) => `${say.bytes(size)} can neither be reclaimed nor swapped out`,
    text: ({ locked, locker, ...params }, say) =>
      `\`Unevictable\` is ${ofRam.en(params, say)}.${locked === null ? '' : ` Of it ${say.bytes(locked)} is locked by \`mlock\`.`}${locker === null ? '' : ` \`${locker}\` has locked pages.`} Reclaim must get along with the rest.`,
    refute: () => 'A database, DPDK or a JVM with locked heap that was sized to this on purpose.',
    actions: () => [
      { do: 'Find who locks: `grep VmLck /proc/[0-9]*/status`' },
      { do: 'Lower its memlock limit or its heap', risk: 'Programs that insist on locked memory fail to start.' },
    ],
  },
  zh: {
    title: ({ size }, say) => `${say.bytes(size)} 既不能回收也不能换出`,
    text: ({ locked, locker, ...params }, say) =>
      `\`Unevictable\` 占${ofRam.zh(params, say)}。${locked === null ? '' : `其中 ${say.bytes(locked)} 由 \`mlock\` 锁定。`}${locker === null ? '' : `\`${locker}\` 有锁定的页。`}回收只能在其余内存中进行。`,
    refute: () => '若数据库、DPDK 或锁定堆的 JVM 本来就按此规模配置，则属正常。',
    actions: () => [
      { do: '查出锁定者：`grep VmLck /proc/[0-9]*/status`' },
      { do: '降低其 memlock 限制或堆大小', risk: '必须锁定内存的程序会无法启动。' },
    ],
  },
})
