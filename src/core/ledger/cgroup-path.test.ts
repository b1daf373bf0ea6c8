import { expect, test } from 'vitest'
import { ownerOf } from './cgroup-path.ts'

const ID = '5f2d7c31a9be4c0d8e6f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f'
const UID = '11ab2a7e-33d1-4c0f-9a55-0d6b1c7e4412'

test.each([
  // Kubernetes by systemd and by cgroupfs, with each runtime; a static pod's uid is a hash without hyphens.
  [
    `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${UID.replaceAll('-', '_')}.slice/cri-containerd-${ID}.scope`,
    'container',
    '5f2d7c31a9be',
    UID,
  ],
  [`/kubepods/besteffort/pod${UID}/${ID}`, 'container', '5f2d7c31a9be', UID],
  [
    `/kubepods.slice/kubepods-pod${UID.replaceAll('-', '_')}.slice/crio-${ID}.scope/container`,
    'container',
    '5f2d7c31a9be',
    UID,
  ],
  [`/kubepods/burstable/pod${UID}`, 'pod', UID, UID],
  [
    `/kubepods/burstable/pod0123456789abcdef0123456789abcdef`,
    'pod',
    '0123456789abcdef0123456789abcdef',
    '0123456789abcdef0123456789abcdef',
  ],
  ['/kubepods.slice', 'pods', 'kubepods.slice', null],
  ['/kubepods/burstable', 'pods', 'burstable', null],
  // Docker by cgroupfs and by systemd, Podman, a task of ECS.
  [`/docker/${ID}`, 'container', '5f2d7c31a9be', null],
  ['/system.slice/docker-3c9d0f2e1b7a.scope', 'container', '3c9d0f2e1b7a', null],
  [`/machine.slice/libpod-${ID}.scope/container`, 'container', '5f2d7c31a9be', null],
  [`/ecs/0e9e3e0b/${ID}`, 'container', '5f2d7c31a9be', null],
  // LXC and libvirt give names.
  ['/lxc/39004', 'lxc', '39004', null],
  ['/lxc.payload.web-1/system.slice/nginx.service', 'lxc', 'web-1', null],
  ['/machine.slice/machine-qemu\\x2d7\\x2ddb\\x2d01.scope', 'machine', 'db-01', null],
  // A container inside of an LXC container is the container.
  [`/lxc/39004/ns/system.slice/docker-${ID}.scope`, 'container', '5f2d7c31a9be', null],
  // systemd's own, and groups that somebody made by hand.
  ['/system.slice/batch.service', 'unit', 'batch.service', null],
  ['/user.slice/user-1000.slice/user@1000.service/app.slice/run-u640.service', 'unit', 'run-u640.service', null],
  ['/kubepods.slice/pod-a.slice/sidecar', 'group', '/kubepods.slice/pod-a.slice/sidecar', null],
  ['/mem2', 'group', '/mem2', null],
  ['/', 'group', '/', null],
] as const)('%s is a %s', (path, kind, name, pod) => {
  expect(ownerOf(path)).toEqual({ kind, name, pod })
})
