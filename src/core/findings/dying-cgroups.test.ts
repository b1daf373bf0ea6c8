import { promises } from '../../testing/rule.ts'

/** cgroup.stat, as 6.1 prints it. */
const groups = (dying: number) => `# cat /sys/fs/cgroup/cgroup.stat\nnr_descendants 74\nnr_dying_descendants ${dying}\n`

promises('dying-cgroups', {
  finds: {
    'twelve hundred groups that were removed': groups(1200),
    'what 7.2 counts for memory alone':
      'nr_descendants 1\nnr_subsys_memory 2\nnr_dying_descendants 0\nnr_dying_subsys_memory 1500\n',
  },
  passes: {
    'a node whose groups die as they should': groups(0),
    // Groups that die for another controller's sake hold no memory.
    'groups that die for the sake of pids':
      'nr_descendants 1\nnr_subsys_memory 2\nnr_dying_descendants 1500\nnr_dying_subsys_memory 3\n',
  },
  threshold: { below: groups(1000), at: groups(1001) },
  says: [/1\u202f200/, /74/, /1\u202f000/],
})
