import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const event =
  'Nov 20 17:25:01 node-1 kubelet[812]: The node was low on resource: memory. Threshold quantity: 100Mi, available: 51964Ki. Container app was using 812Mi, request is 0, has larger consumption of memory.\n'
const manager = (words: string) =>
  `Nov 20 17:25:01 node-1 kubelet[812]: I1120 17:25:01.123456     812 eviction_manager.go:369] "${words}"\n`

promises('kubelet-eviction', {
  finds: {
    'what the kubelet says of an evicted pod': event + meminfo({}),
    'the log of the kubelet': manager('eviction manager: attempting to reclaim memory'),
  },
  passes: {
    'a healthy node': meminfo({}),
    'a node that was low on disk': event.replace('memory. Threshold', 'ephemeral-storage. Threshold'),
  },
  says: [/50\.7 MiB/, /100 MiB/, /inactive_file/],
})
