/**
 * Words that name no one: the kernel's, the readers' and those of tools that everybody has. They are replaced where they
 * stand in the place of a name, and never elsewhere; else a process called `free` would take the command from its prompt.
 */
const VOCABULARY: ReadonlySet<string> = new Set(
  // The kernel's words, as they stand in its files and reports.
  (
    'active allocation anon anonymous atomic available balloon bounce boost boot buddy buff buffer buffers cache cached caches cgroup child ' +
    'cma comm commit compact constraint core count cpu cpus cpuset current data default dentry device dirty disk dma dma32 done drop empty ' +
    'event events evict fail failcnt failed failure fault file filter flags free freed fs full gfp global group groups hard hardware heap high ' +
    'highmem hot huge hugepages hugetlb idle inactive inode inodes invoked io isolated kernel kill killed killer ksm lazyfree limit list load low ' +
    'managed mapped mapping mask max maximum mem memcg meminfo memory memsw migrate min minimum misc mlocked mode module modules movable name ' +
    'netdev node nodemask none normal null numa offline online oom order orders page pagecache pages pagetables pagetype panic percpu pid pool ' +
    'power present pressure private proc process processes protection queue ram reaped reaper reclaim reclaimable reserve reserved result root ' +
    'rss score sector secure self shared shmem show shrink size slab slabs slub sock socket some spanned stack stacks start stat state stats ' +
    'status stop subsys suspend swap swapped swapfile swappiness sync sys sysctl sysrq system table tables task tasks text thp thread threads time ' +
    'total trace type unevictable unit unmovable unreclaimable unstable usage used user users version virtual vm vmalloc vmstat watermark ' +
    'workingset writeback zone zones zram zswap zspages ' +
    // Words of tools, of their heads and of the directories that they read.
    'address alert archive args awk backup base bash bin bios block bridge build busybox bytes capacity cat cgroups cluster command commands ' +
    'config container containerd containers control cpuacct crash cri crio ctr date debug describe dev df dmesg docker emerg enabled error etc ' +
    'exec exit false fatal filesystem filesystems find for grep head home host hostname hosts hours id image images info init instance ' +
    'internal ipcs java job journal journalctl kdump kmsg kube kubectl kubelet kubepods kvm label labels latest lib libvirt limits link linux ' +
    'local localhost log login logs loop lxc machine mail main manager master maps metrics minutes monitor mount mounted mysql namespace net ' +
    'network nginx not notice null number numactl numastat opt options oracle perf pmap pod podman pods port ports postgres printf prod proxy ' +
    'public qemu queue read ready redis remote replica report request requests restart rollup rsyslog run running runtime sar sched script sda ' +
    'seconds server service services session set shell shm slabinfo slabtop slice slurm smaps sort source srv ssh sshd started static statistics ' +
    'storage store stress string sudo swapon syslog systemd tail target temp test tests tmp tmpfs tool tools top true tty udev uname uniq unknown ' +
    'update uptime user-agent usr value values var virsh vmware volume warn warning watch web worker workers write www xargs yes zoneinfo ' +
    'zramctl api app apps cron dbus getty http https udevd the and with from that this was were has have are but our all any can did its let new ' +
    'now off one out see too two use via who why yet'
  ).split(' '),
)

/** Whether a name can be told from the words around it wherever it stands. */
export const isTelling = (name: string): boolean =>
  name.length >= 3 &&
  name.length <= 200 &&
  !VOCABULARY.has(name.toLowerCase()) &&
  /\p{L}/u.test(name) &&
  // `0x3f`, `4k`, `12kB`, `a0`: what figures look like.
  !/^(?:0x[\da-f]+|\d+[a-z]{1,3}|[a-z]\d{1,2}|[\da-f]{1,7})$/i.test(name)

/** What stands in the place of a name and is none, or everybody's. */
export const isNobody = (name: string): boolean => NOBODY.test(name)
const NOBODY =
  /^(?:root|nobody|localhost\d?|localdomain|-+|\?+|\.+|\d+|kernel|vmunix|klogd|unknown|none|null|nil|n\/a|true|false|default|<\w+>|\(\w+\))$/i

/** Threads of the kernel, and the threads of its hypervisor: the kernel has named them. Also without their brackets. */
export const isKernelThread = (name: string): boolean => name.length <= LONGEST_THREAD && KERNEL_THREAD.test(name)
/** WQ_NAME_LEN of the kernel is 32, TASK_COMM_LEN 16; what stands around it in a list may be part of the name. */
const LONGEST_THREAD = 200
const KERNEL_THREAD =
  /^(?:swapper(?:\/\d+)?|kthreadd|pool_workqueue_release|kworker\/\S*|rcu_\w+|rcu[obc]\w*\/\d+|rcub?\w*\/\d+|migration\/\d+|ksoftirqd\/\d+|cpuhp\/\d+|idle_inject\/\d+|watchdogd?(?:\/\d+)?|kdevtmpfs|netns|mm_percpu_wq|inet_frag_wq|kauditd|khungtaskd|oom_reaper|writeback|kcompactd\d+|kswapd\d+|ksmd|khugepaged|kintegrityd|kblockd|blkcg_punt_bio|tpm_dev_wq|ata_sff|md(?:_bitmap)?|md\d+_\w+|edac-poller|devfreq_wq|kthrotld|acpi_thermal_pm|scsi_(?:eh|tmf|wq)_\d+|nvme\S*-wq|mpt\S*|ipv6_addrconf|kstrp|zswap\S*|zpool\S*|charger_manager|jbd2\/\S+|ext4-rsv-conver\w*|xfs\S*\/\S+|xfs_\w+|xfsalloc|xfsaild\S*|btrfs-\S+|bioset|crypto|kpsmoused|vballoon|vmtoolsd?-wq|kdmflush\S*|dm_bufio_cache|dmcrypt\S*|raid\d+\w*|irq\/\d+\S*|events\/\d+|kacpi\w*|kseriod|pdflush|flush-\d+:\d+|bdi-default|sync_supers|aio\/\d+|nfsiod|nfsd|lockd|rpciod|xprtiod|ceph-(?:msgr|watch-notif|inode|cap|xattr)\S*|drbd\S*|vhost-\d+|kvm-\S+|CPU \d+\/KVM|khelper|async\/mgr|ksuspend_usbd|khubd|kpktgend_\d+|psimon|hwrng|napi\/\S+|card\d+-crtc\d+|spl_\w+|arc_\w+|dbu_\w+|dbuf_\w+|txg_\w+|z_\w+|zthr_\w+|l2arc_\w+|mmp|dp_\w+|loop\d+|tls-strp|uas|mld|stopper\/\d+|cgroup_\w+)$/
