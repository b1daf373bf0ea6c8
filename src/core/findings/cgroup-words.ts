import type { Language } from '../language/say.ts'
import { ownerOf, type CgroupOwner } from '../ledger/cgroup-path.ts'

const WORDS: Readonly<Record<Language, Readonly<Record<CgroupOwner['kind'], string>>>> = {
  en: {
    container: 'container',
    pod: 'pod',
    pods: 'the pods under',
    lxc: 'LXC container',
    machine: 'machine',
    unit: 'unit',
    group: 'cgroup',
  },
  zh: {
    container: '容器',
    pod: 'Pod',
    pods: 'Pod 组',
    lxc: 'LXC 容器',
    machine: '虚拟机',
    unit: '单元',
    group: 'cgroup',
  },
}

/** ``container `5f2d7c31a9be` of pod `11ab2a7e-33d1-4c0f-9a55-0d6b1c7e4412` ``, ``unit `batch.service` ``. */
export function sayCgroup(path: string, language: Language): string {
  const { kind, name, pod } = ownerOf(path)
  const itself = `${WORDS[language][kind]} \`${name}\``
  if (kind !== 'container' || !pod) return itself
  return language === 'en' ? `${itself} of pod \`${pod}\`` : `Pod \`${pod}\` 的${itself}`
}

/** The directory of a group for a command line; null where its path holds what a shell would read. */
export const directoryOf = (path: string): string | null =>
  /^\/[\w@.:/-]*$/.test(path) ? `/sys/fs/cgroup${path}` : null
