import { describe, expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { problemsIn, valuesIn } from '../../../testing/read.ts'
import { GIB, KIB, MIB } from '../../units.ts'

const fixture = (name: string) => fixtures.find((each) => each.name === `df/${name}`)!.text

test('bare numbers count the blocks that the head names', () => {
  expect(valuesIn('df', fixture('kibibytes'))).toMatchObject([
    {
      filesystems: [
        { filesystem: 'devtmpfs', mount: '/dev', used: 0 },
        { mount: '/dev/shm', size: 8133680 * KIB, used: 46896 * KIB, available: 8086784 * KIB },
        { mount: '/run', used: 821440 * KIB },
        { filesystem: '/dev/mapper/vg_root-lv_with_a_long_name', mount: '/', used: 31220844 * KIB },
        { mount: '/run/user/0' },
      ],
    },
  ])
})

test.each<[string, number]>([
  ['Filesystem     1K-blocks  Used Available Use% Mounted on', KIB],
  ['Filesystem     1M-blocks  Used Available Use% Mounted on', MIB],
  ['Filesystem     1024-blocks  Used Available Capacity% Mounted on', KIB],
  ['Filesystem     1G-blocks  Used Available Use% Mounted on', GIB],
  ['文件系统          1K-块    已用     可用 已用% 挂载点', KIB],
  ['Dateisystem    1K-Blöcke Benutzt Verfügbar Verw% Eingehängt auf', KIB],
  ['Filesystem     Size  Used Avail Use% Mounted on', 1],
])('the unit of a head: %s', (head, unit) => {
  expect(valuesIn('df', `${head}\ntmpfs 800 20 780 3% /dev/shm\n`)).toMatchObject([
    { filesystems: [{ size: 800 * unit, used: 20 * unit }] },
  ])
})

test('-h -T, in Chinese', () => {
  expect(valuesIn('df', fixture('types-chinese'))).toMatchObject([
    { filesystems: [{}, { type: 'tmpfs', used: Math.round(1.3 * GIB), mount: '/dev/shm' }, { type: 'xfs' }] },
  ])
})

test('rows without a head', () => {
  expect(valuesIn('df', '# df -k | grep tmpfs\ntmpfs 8133680 46896 8086784 1% /dev/shm\n')).toMatchObject([
    { filesystems: [{ used: 46896 * KIB }] },
  ])
})

describe('bad input', () => {
  test.each([
    ['nothing', ''],
    ['the head alone', 'Filesystem     1K-blocks  Used Available Use% Mounted on\n'],
    [
      'df -i',
      'Filesystem      Inodes  IUsed   IFree IUse% Mounted on\n/dev/sda2      3276800 210412 3066388    7% /\n',
    ],
    ['prose', 'tmpfs is memory.\nFilesystem caches are memory too.\n'],
    ['cut', 'tmpfs 8133680 46896\n'],
  ])('%s', (_, text) => expect(valuesIn('df', text)).toEqual([]))

  test('sizes that cannot be', () => {
    const text = 'Filesystem 1K-blocks Used Available Use% Mounted on\ntmpfs 18446744073709551615 20 -5 3% /dev/shm\n'
    expect(valuesIn('df', text)).toEqual([
      { filesystems: [{ filesystem: 'tmpfs', used: 20 * KIB, mount: '/dev/shm' }] },
    ])
    expect(problemsIn('df', text)).toEqual(['implausible: size', 'implausible: available'])
  })
})
