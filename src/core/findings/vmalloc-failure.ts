import type { VmallocFailure } from '../formats/vmalloc-failure/vmalloc-failure.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import { bytes } from '../units.ts'
import { kB } from './figures.ts'
import { evidence } from './failures.ts'
import { defineRule } from './rule.ts'

/** F65. vmalloc could not serve: more than RAM was asked for, or addresses ran out, or pages did. */
export const vmallocFailure = defineRule({
  id: 'vmalloc-failure',
  reference: ['admin-guide/kernel-parameters.txt (vmalloc=)', 'mm/vmalloc.c, __vmalloc_node_range, alloc_vmap_area'],
  check: ({ moments }) =>
    moments.flatMap((moment) => {
      const failures = [
        ...recordsOf(moment, 'vmallocFailure').map(({ data }): VmallocFailure => data),
        // Up to 4.10 the page allocator reports for vmalloc, too.
        ...recordsOf(moment, 'allocFailure').map(({ data }): VmallocFailure => data),
      ].filter(({ size, reason }) => size || reason)
      const last = failures.at(-1)
      const places = evidence(...failures.flatMap((each) => [each.size?.span, each.reason?.span]))
      if (!last || !places) return []
      const { size, reason, comm, pages, pageSize, mem } = last
      const [ram, free] = [pages.get('ram'), mem.get('free')]
      return [
        {
          severity: 'warning' as const,
          confidence: 'certain' as const,
          snapshot: moment.index,
          bytes: size ? bytes(size.value) : null,
          params: {
            size: size?.value ?? null,
            why: causeOf(last),
            requester: comm?.value ?? null,
            ram: ram ? ram.value * pageSize.bytes : null,
            free: free?.value ?? null,
            count: failures.length,
          },
          evidence: places,
          arithmetic: [
            `${size ? `size ${kB(size.value)}` : 'vmalloc'}${reason ? `: ${reason.value}` : ''}`,
            ...(ram ? [`pages RAM ${kB(ram.value * pageSize.bytes)}`] : []),
          ],
        },
      ]
    }),
  collect: () => ['/proc/vmallocinfo', 'grep Vmalloc /proc/meminfo'],
  en: {
    title: ({ size, requester, why }, say) =>
      `vmalloc could not give ${requester === null ? '' : `\`${requester}\` `}${size === null ? 'memory' : say.bytes(size)}: ${WHY.en[why]}`,
    text: ({ size, why, ram, free, count }, say) =>
      `${
        {
          size: `${size === null ? 'The request' : say.bytes(size)} is more than the machine has${ram === null ? '' : ` (${say.bytes(ram)})`}: a wrong size, of a driver, a module or a table that somebody set too large.`,
          addresses: `The range of kernel addresses for vmalloc is full or too broken up; memory itself is not the matter${free === null ? '' : ` (${say.bytes(free)} were free)`}. On 32 bits the range is some hundred MiB by design.`,
          pages: `The addresses were there, the pages were not${free === null ? '' : ` (${say.bytes(free)} were free)`}.`,
        }[why]
      }${count > 1 ? ` ${say.count(count)} such messages.` : ''}`,
    refute: () => 'A caller that asks for less on failure and goes on: then the message is all that happened.',
    actions: ({ why }) => [
      { do: 'Find the caller in the call trace, and what it sized so' },
      ...(why === 'addresses'
        ? [
            { do: 'Free addresses: unload modules, look for leaks by caller in `/proc/vmallocinfo`' },
            {
              do: 'On 32 bits: boot with a larger `vmalloc=`',
              risk: 'Low memory for everything else shrinks by as much.',
            },
          ]
        : []),
    ],
  },
  zh: {
    title: ({ size, requester, why }, say) =>
      `vmalloc 无法为${requester === null ? '请求者' : ` \`${requester}\` `}分配${size === null ? '内存' : ` ${say.bytes(size)}`}：${WHY.zh[why]}`,
    text: ({ size, why, ram, free, count }, say) =>
      `${
        {
          size: `${size === null ? '请求量' : say.bytes(size)}超过了整机内存${ram === null ? '' : `（${say.bytes(ram)}）`}：驱动、模块或某个配置过大的表给出了错误的大小。`,
          addresses: `供 vmalloc 使用的内核地址区间已满或过于零碎，与内存本身无关${free === null ? '' : `（空闲 ${say.bytes(free)}）`}。32 位内核上该区间本就只有几百 MiB。`,
          pages: `地址充足，但没有足够的页${free === null ? '' : `（空闲 ${say.bytes(free)}）`}。`,
        }[why]
      }${count > 1 ? `此类消息共 ${say.count(count)} 份。` : ''}`,
    refute: () => '若调用者失败后改为请求更少并继续运行，则除这条消息外没有影响。',
    actions: ({ why }) => [
      { do: '在调用栈中找出调用者，以及它为何请求这么大' },
      ...(why === 'addresses'
        ? [
            { do: '释放地址：卸载模块，在 `/proc/vmallocinfo` 中按调用者查找泄漏' },
            { do: '32 位内核：以更大的 `vmalloc=` 启动', risk: '其他用途的低端内存会相应减少。' },
          ]
        : []),
    ],
  },
})

type Why = 'size' | 'addresses' | 'pages'

const WHY: Readonly<Record<'en' | 'zh', Readonly<Record<Why, string>>>> = {
  en: { size: 'more than all RAM', addresses: 'no addresses left', pages: 'no pages left' },
  zh: { size: '超过全部内存', addresses: '地址空间不足', pages: '没有可用的页' },
}

/** By the kernel's own words; `vmap allocation for size N failed` stands without a state of memory and is about addresses. */
function causeOf({ size, reason, mem, pages, pageSize }: VmallocFailure): Why {
  if (reason) {
    if (/exceeds total pages/.test(reason.value)) return 'size'
    return /vm_struct|address|^vm\w+ (?:allocation )?for size/i.test(reason.value) ? 'addresses' : 'pages'
  }
  const ram = pages.get('ram')
  if (size && ram && size.value > ram.value * pageSize.bytes) return 'size'
  return mem.size > 0 ? 'pages' : 'addresses'
}
