import { largeIn, ofRam } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

/** F84. Page cache of block devices themselves: raw disks, backups with dd, guest images on logical volumes. */
export const buffersLarge = defineRule({
  id: 'buffers-large',
  reference: ['filesystems/proc.rst (Buffers)'],
  check: (theCase) => largeIn(theCase, 'buffers', 'Buffers', thresholds['buffers-large']),
  collect: () => ['lsblk -f'],
  en: {
    title: ({ size }, say) => `The cache of block devices holds ${say.bytes(size)}`,
    text: (params, say) =>
      `\`Buffers\` is ${ofRam.en(params, say)}. It caches devices, not files: disks read raw by a backup, \`dd\` or \`fsck\`, and guests whose images are logical volumes opened without \`O_DIRECT\`. It can be reclaimed, but its pages are used and spread like any other, and every guest caches the same blocks once more inside.`,
    refute: () => 'It falls by itself when memory is wanted: then it was only idle memory put to use.',
    actions: () => [
      { do: 'Find the reader: `iotop -o`, `fuser -v /dev/sd* /dev/mapper/*`' },
      {
        do: 'Let guests and backups bypass it: `cache=none` for the disk, `dd iflag=direct`',
        risk: 'The guest must be restarted; reads are no longer cached on the host.',
      },
    ],
  },
  zh: {
    title: ({ size }, say) => `块设备缓存占用 ${say.bytes(size)}`,
    text: (params, say) =>
      `\`Buffers\` 占${ofRam.zh(params, say)}。它缓存的是设备而非文件：备份、\`dd\` 或 \`fsck\` 直接读取的磁盘，以及未用 \`O_DIRECT\` 打开、以逻辑卷为镜像的虚拟机。它可以回收，但其页同样占用并分散内存，而且每个虚拟机内部还会把相同的块再缓存一遍。`,
    refute: () => '若内存紧张时它自行下降，则只是空闲内存被利用。',
    actions: () => [
      { do: '查出读取者：`iotop -o`、`fuser -v /dev/sd* /dev/mapper/*`' },
      {
        do: '让虚拟机和备份绕过它：磁盘设为 `cache=none`，`dd iflag=direct`',
        risk: '需要重启虚拟机；宿主机不再缓存读取。',
      },
    ],
  },
})
