import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** Shared memory of a host, of which /dev/shm shows some; kB. */
const host = (shmem: number, used: number) =>
  `${meminfo({ Shmem: shmem, Cached: 6_500_000 + shmem, MemFree: 4_200_000 - shmem })}# df -k\nFilesystem     1K-blocks    Used Available Use% Mounted on\n/dev/vda1       41921540 9812300  32109240  24% /\ntmpfs            8000000 ${used}   4000000  10% /dev/shm\ntmpfs            8000000    8000   7992000   1% /run\n# ipcs -m\n\n------ Shared Memory Segments --------\nkey        shmid      owner      perms      bytes      nattch     status\n`

promises('shmem-hidden', {
  finds: { 'a memfd of 2 000 000 kB': host(2_408_000, 400_000) },
  passes: {
    'files in /dev/shm': host(2_408_000, 2_400_000),
    'shared memory without the means to name it': meminfo({ Shmem: 3_000_000, Cached: 9_500_000, MemFree: 1_200_000 }),
  },
  threshold: { below: host(1_207_999, 400_000), at: host(1_208_000, 400_000) },
  says: [/1\.91 GiB/, /2\.30 GiB/, /398\.4 MiB/, /12\.5 %/, /memfd/],
})
