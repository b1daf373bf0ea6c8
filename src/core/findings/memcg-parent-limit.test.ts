import { dumpOf } from '../../testing/fixtures.ts'
import { oomReport } from '../../testing/oom.ts'
import { promises } from '../../testing/rule.ts'

promises('memcg-parent-limit', {
  finds: {
    'the limit of a pod that its containers hit together': dumpOf(
      'formats/oom/fixtures/linux-5.10-cgroup-v1-nested.txt',
    ),
  },
  passes: {
    'the limit of the container itself': dumpOf('formats/oom/fixtures/linux-7.2-cgroup-v2.txt'),
    'a group whose name only begins alike':
      'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/pod-a,task_memcg=/pod-a2/app,task=app,pid=9,uid=0\n',
    'a machine that is out of memory': oomReport(),
  },
  says: [/300 MiB/, /pod-a\.slice/, /\/kubepods\.slice\/pod-a\.slice\/(?:app|sidecar)/],
})
