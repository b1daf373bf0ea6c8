import { bytes, difference } from '../units.ts'
import { evidenceOf, hosts, kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { ofCache, info } = thresholds['file-cache-mapped']

/** F19. Cache that programs have mapped: executables, libraries, databases that map their files. */
export const fileCacheMapped = defineRule({
  id: 'file-cache-mapped',
  reference: ['filesystems/proc.rst (Mapped)'],
  check: (theCase) =>
    hosts(theCase).flatMap(({ moment, total, get }) => {
      const [cached, shmem, mapped] = [get('Cached'), get('Shmem'), get('Mapped')]
      if (!cached || !shmem || !mapped) return []
      const files = bytes(Math.max(0, difference(cached.value, shmem.value)))
      if (files === 0 || mapped.value < ofCache * files || mapped.value < info * total.value) return []
      return [
        {
          severity: 'info',
          confidence: 'likely',
          snapshot: moment.index,
          bytes: mapped.value,
          params: { mapped: mapped.value, files, share: mapped.value / files },
          evidence: evidenceOf(mapped, cached, shmem),
          arithmetic: [`Mapped ${kB(mapped.value)} / (Cached ${kB(cached.value)} − Shmem ${kB(shmem.value)})`],
        } as const,
      ]
    }),
  en: {
    title: ({ mapped }, say) => `${say.bytes(mapped)} of the file cache are mapped by programs`,
    text: ({ share, files }, say) =>
      `\`Mapped\` is ${say.percent(share)} of the ${say.bytes(files)} of file cache (noted from ${say.percent(ofCache)}; mapped shared memory counts in it). Such pages are in use: dropping caches leaves them, and reclaiming them costs faults.`,
    refute: () => 'The mapped part is shared memory: compare with `Shmem`.',
    actions: () => [{ do: 'Nothing; don’t count this cache as free' }],
  },
  zh: {
    title: ({ mapped }, say) => `文件缓存中有 ${say.bytes(mapped)} 被程序映射`,
    text: ({ share, files }, say) =>
      `\`Mapped\` 相当于 ${say.bytes(files)} 文件缓存的 ${say.percent(share)}（达 ${say.percent(ofCache)} 时提示；被映射的共享内存也计入其中）。这些页正在使用：drop_caches 不会释放，回收它们会引起缺页。`,
    refute: () => '若被映射的是共享内存（对照 `Shmem`），则不属此情形。',
    actions: () => [{ do: '无需处理；不要把这部分缓存当作空闲' }],
  },
})
