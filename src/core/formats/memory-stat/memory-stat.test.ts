import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, readText, recordIn } from '../../../testing/read.ts'

const V1 = 'cache 38195200\nrss 13484032\nrss_huge 0\nmapped_file 495616\nswap 0\npgpgin 1550811\n'
const V2 = 'anon 141463552\nfile 0\nkernel 344064\nsock 0\npgfault 34555\n'

test('v1 and v2 are told by their keys, and the version comes first', () => {
  expect(Object.entries(factsIn(V1)).slice(0, 3)).toEqual([
    ['memoryStat[0].version', '1'],
    ['memoryStat[0].cache', '38195200'],
    ['memoryStat[0].rss', '13484032'],
  ])
  expect(factsIn(V2)).toEqual({
    'memoryStat[0].version': '2',
    'memoryStat[0].anon': '141463552',
    'memoryStat[0].file': '0',
    'memoryStat[0].kernel': '344064',
    'memoryStat[0].sock': '0',
    'memoryStat[0].pgfault': '34555',
  })
})

test('keys that both versions have are of v1 below the mount of its memory controller', () => {
  const lists = 'inactive_file 4096\nactive_file 8192\n'
  expect(factsIn(lists)['memoryStat[0].version']).toBe('2')
  expect(factsIn(`# cat /sys/fs/cgroup/memory/a/memory.stat\n${lists}`)['memoryStat[0].version']).toBe('1')
})

test('a limit that is none is absent; a real one is a size', () => {
  const facts = factsIn(
    `${V1}hierarchical_memory_limit 268435456\nhierarchical_memsw_limit 9223372036854771712\ntotal_cache 5\n`,
  )
  expect(facts['memoryStat[0].hierarchical_memory_limit']).toBe('268435456')
  expect(facts).not.toHaveProperty('memoryStat[0].hierarchical_memsw_limit')
  expect(facts['memoryStat[0].total_cache']).toBe('5')
  // Pages of 64 KiB round LONG_MAX down further.
  expect(factsIn(`${V1}hierarchical_memory_limit 9223372036854710272\n`)).not.toHaveProperty(
    'memoryStat[0].hierarchical_memory_limit',
  )
})

describe('which control group it is of', () => {
  test.each([
    [
      'a prompt with the file',
      `# cat /sys/fs/cgroup/system.slice/db.service/memory.stat\n${V2}`,
      '/system.slice/db.service',
    ],
    ['a prompt with its directory', `/sys/fs/cgroup/memory # cat memory.stat\n${V1}`, '/'],
    ['a head', `==> /sys/fs/cgroup/memory/kubepods/pod1/memory.stat <==\n${V1}`, '/kubepods/pod1'],
    ['the head of a script', `== /sys/fs/cgroup/kubepods.slice/pod-db.slice/\n${V2}`, '/kubepods.slice/pod-db.slice'],
    ['grep', V2.replace(/^(?=.)/gm, '/sys/fs/cgroup/a.slice/memory.stat:'), '/a.slice'],
    ['nothing', V2, 'cgroup'],
  ])('%s', (_, text, subject) => expect(recordIn('memoryStat', text).subject).toBe(subject))
})

test('the same group again with other figures is the next moment, another group is not', () => {
  const of = (group: string, anon: number) => `# cat /sys/fs/cgroup/${group}/memory.stat\nanon ${anon}\nfile 0\n`
  expect(readText(of('a', 1) + of('b', 2)).map(({ subject }) => subject)).toEqual(['/a', '/b'])
})

test('a loop over groups names each of them, though it prints bare figures', () => {
  const text = [
    '# for d in /sys/fs/cgroup/k.slice/*/; do echo "== $d"; grep -E "^(anon|file) " $d/memory.stat; done',
    '== /sys/fs/cgroup/k.slice/a/',
    'anon 157343744',
    'file 4096',
    '== /sys/fs/cgroup/k.slice/b/',
    'anon 440459264',
    'file 4096',
  ].join('\n')
  expect(readText(text).map(({ subject }) => subject)).toEqual(['/k.slice/a', '/k.slice/b'])
  expect(factsIn(text)['memoryStat[1].path']).toBe('/sys/fs/cgroup/k.slice/b/memory.stat')
})

test('excerpts: a single key needs the file’s name, two sizes speak for themselves', () => {
  expect(kindsIn('# grep ^anon /sys/fs/cgroup/memory.stat\nanon 5\n')).toEqual(['memoryStat'])
  expect(kindsIn('anon 300\n')).toEqual([])
  expect(kindsIn('anon 300\nfile 4096\n')).toEqual(['memoryStat'])
})

test('events alone are a memory.stat where the totals of reclaim are among them', () => {
  expect(kindsIn('pgfault 3\npgscan 5\npgsteal 4\n')).toEqual(['memoryStat'])
  expect(kindsIn('pgpgin 3\npgpgout 5\npgfault 3\n')).toEqual(['vmstat'])
})

test('a line that was broken in two parts no file', () => {
  expect(factsIn('anon 5\nfi\nle 3\nkernel 6\nsock 7\n')).toMatchObject({ 'memoryStat[0].sock': '7' })
})

test.each([
  ['prose', 'file 3 of the log is missing\nanon 5 times\n'],
  ['words of a shell', 'cache hit\nrss feed\n'],
  ['one key', 'file 3\n'],
])('%s is no memory.stat', (_, text) => expect(kindsIn(text)).toEqual([]))

test('memory.events printed right below is not swallowed', () => {
  const facts = factsIn(`# cat memory.stat memory.events\n${V2}low 0\nhigh 975\nmax 0\noom 0\noom_kill 0\n`)
  expect(facts).not.toHaveProperty('memoryStat[0].low')
})

describe('bad input', () => {
  test.each<[string, string, string[]]>([
    ['a value that is no number', 'anon 12x4\nfile 4096\nkernel 5\n', ['not-a-number anon, 1']],
    ['a value that is lost', 'anon 5\nfile\nkernel 5\n', ['cut-off file, 2']],
    ['cut in the middle of a key', 'anon 5\nfile 3\nworkingset_ref', ['cut-off workingset_ref, 3']],
    ['below zero', 'anon 5\nfile -4096\nkernel 5\n', ['implausible file, 2']],
    ['below zero, as the kernel prints it', 'anon 18446744073709547520\nfile 5\nkernel 1\n', ['implausible anon, 1']],
    ['a number of 400 digits', `anon 5\nfile ${'9'.repeat(400)}\nkernel 1\n`, ['implausible file, 2']],
    ['a key twice', 'anon 5\nfile 5\nkernel 1\nfile 6\n', ['duplicate-key file, 4']],
  ])('%s: the rest is read, the place is named', (_, text, problems) => {
    expect(problemLinesIn('memoryStat', text)).toEqual(problems)
  })

  test('a bad value is absent, not zero', () => {
    expect(factsIn('anon 12x4\nfile -1\nkernel 5\nsock 6\n')).toEqual({
      'memoryStat[0].version': '2',
      'memoryStat[0].kernel': '5',
      'memoryStat[0].sock': '6',
    })
  })

  test('keys that JavaScript knows are keys like any other', () => {
    const { fields } = recordIn('memoryStat', 'anon 5\nfile 4096\n__proto__ 7\nconstructor 8\n').data
    expect(fields.get('__proto__')?.value).toBe(7)
    expect(fields.get('constructor')?.value).toBe(8)
  })

  test('a key of a kernel to come is kept', () => {
    expect(factsIn(`${V2}quantum_pages 12\n`)['memoryStat[0].quantum_pages']).toBe('12')
  })

  test.each(['', '\n', 'anon', 'anon \n', 'anon 5'])('too little to tell: %j', (text) =>
    expect(kindsIn(text)).toEqual([]),
  )
})
