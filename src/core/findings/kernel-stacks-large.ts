import { largeIn, ofRam } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

/** THREAD_SIZE of x86-64 since 3.15 and of arm64 with 4 KiB pages. */
const STACK = 16 * 1024

/** F24. Each thread has a kernel stack, whatever it does. */
export const kernelStacksLarge = defineRule({
  id: 'kernel-stacks-large',
  reference: ['filesystems/proc.rst (KernelStack)', 'arch/x86/kernel-stacks.rst'],
  explains: ['oom-kernel-memory'],
  check: (theCase) => largeIn(theCase, 'kernel-stacks', 'KernelStack', thresholds['kernel-stacks-large']),
  collect: () => ["sh -c 'ps -eLf | wc -l'"],
  en: {
    title: ({ size }, say) => `Kernel stacks hold ${say.bytes(size)}`,
    text: (params, say) =>
      `\`KernelStack\` is ${ofRam.en(params, say)}. At 16 KiB a thread that is about ${say.count(Math.round(params.size / STACK))} threads (twice as many with the 8 KiB stacks of kernels before 3.15, a quarter on arm64 with 64 KiB pages).`,
    refute: () =>
      '`ps -eLf | wc -l` shows far fewer threads: then tasks exit but are not freed, which is a leak in the kernel.',
    actions: () => [
      { do: 'Count threads by program: `ps -eLo comm= | sort | uniq -c | sort -n | tail`' },
      {
        do: 'Bound them: `TasksMax=` of the unit, `pids.max`, the thread pool of the program',
        risk: 'At the bound fork and clone fail.',
      },
    ],
  },
  zh: {
    title: ({ size }, say) => `内核栈占用 ${say.bytes(size)}`,
    text: (params, say) =>
      `\`KernelStack\` 占${ofRam.zh(params, say)}。按每线程 16 KiB 计，约有 ${say.count(Math.round(params.size / STACK))} 个线程（3.15 之前的内核为 8 KiB，则数量加倍；64 KiB 页的 arm64 上约为四分之一）。`,
    refute: () => '若 `ps -eLf | wc -l` 显示的线程远少于此，则是任务退出后未被释放，属于内核泄漏。',
    actions: () => [
      { do: '按程序统计线程：`ps -eLo comm= | sort | uniq -c | sort -n | tail`' },
      { do: '加以限制：unit 的 `TasksMax=`、`pids.max` 或程序的线程池', risk: '达到上限后 fork 与 clone 会失败。' },
    ],
  },
})
