import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** A guest that has 16 000 000 kB left; the balloon in pages. */
const guest = (pages: number) =>
  `${meminfo()}# grep -i balloon /proc/vmstat\nnr_balloon_pages 0\nballoon_inflate ${pages}\nballoon_deflate 0\nballoon_migrate 0\n`.replace(
    'nr_balloon_pages 0\n',
    '',
  )

const missing = (module: string) =>
  `[    0.000000] Memory: 261408K/21000000K available (12296K kernel code, 2545K rwdata, 7660K rodata, 2692K init, 17664K bss, 300000K reserved, 0K cma-reserved)\n${meminfo()}# lsmod\nModule                  Size  Used by\n${module}         24576  0\next4                  983040  2\n`

promises('balloon-lowered-total', {
  finds: {
    'a balloon of 4 000 000 kB': guest(1_000_000),
    'a driver without counters, and a quarter missing since boot': missing('virtio_balloon'),
  },
  passes: {
    'as much missing without such a driver': missing('virtio_blk'),
    'a balloon that is empty': guest(0),
    'a host that keeps a little for itself': guest(20_000),
    'a balloon inside MemTotal': meminfo({ Balloon: 3_000_000, MemFree: 1_000_000 }),
  },
  threshold: { below: guest(210_526), at: guest(210_527) },
  says: [/3\.81 GiB/, /19\.07 GiB/, /20\.0 %/, /15\.26 GiB/],
})
