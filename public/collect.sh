#!/bin/sh
# Prints what a Linux machine tells about its memory, as one text that Memledger reads whole.
#
#   sh collect.sh [host|container] [--redact] [--link BASE]
#
#   a host                ssh HOST 'sudo sh -s' < collect.sh > memory.txt
#   a container           docker exec -i NAME sh -s container < collect.sh
#   a pod                 kubectl exec -i POD -- sh -s container < collect.sh
#   a node of a cluster   kubectl debug node/NODE -i --image=busybox -- chroot /host sh -s host < collect.sh
#
# It only reads: nothing is written, set or restarted. Each step ends after a few seconds and a few thousand lines. Without
# root some files are left out (slabinfo, pagetypeinfo, vmallocinfo, the kernel log); nothing else is lost.
# Needs a POSIX shell and what busybox has.
#
#   --redact      replaces this host's name, IP and MAC addresses; leaves command lines out
#   --link BASE   prints a link on BASE (https://host/app/) that holds the text, instead of the text
set -u
LC_ALL=C
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL PATH

seconds=5
most=4000
where=
redact=
base=

usage() {
  echo "usage: sh collect.sh [host|container] [--redact] [--link BASE]" >&2
  exit 2
}

while [ $# -gt 0 ]; do
  case $1 in
    host | container) where=$1 ;;
    --redact) redact=yes ;;
    --link)
      [ $# -gt 1 ] || usage
      base=$2
      shift
      ;;
    *) usage ;;
  esac
  shift
done

# Old busybox wants `timeout -t 5 COMMAND`; a machine may have none at all.
if timeout 1 true 2> /dev/null; then
  bounded() { timeout "$seconds" "$@"; }
elif timeout -t 1 true 2> /dev/null; then
  bounded() { timeout -t "$seconds" "$@"; }
else
  bounded() { "$@"; }
fi

# show COMMAND [ARGUMENT...]: its output under its own prompt; nothing where it is missing or says nothing.
show() {
  command -v "$1" > /dev/null 2>&1 || return 0
  out=$(bounded "$@" 2> /dev/null | head -n "$most")
  [ -n "$out" ] && printf '\n# %s\n%s\n' "$*" "$out"
  return 0
}

# files FILE...: each readable one under its own prompt.
files() {
  for file; do
    [ -r "$file" ] && show cat "$file"
  done
  return 0
}

# values FILE...: short files, each line after the file's name.
values() {
  found=
  for file; do
    [ -f "$file" ] && [ -r "$file" ] && found=yes && break
  done
  [ -n "$found" ] || return 0
  printf '\n# grep . %s\n' "$(dirname "$1")/*"
  for file; do
    [ -f "$file" ] && [ -r "$file" ] && bounded grep -H . "$file" /dev/null 2> /dev/null
  done | head -n "$most"
  return 0
}

# The files of the cgroup in directory $1, of either version.
cgroup() {
  for name in memory.current memory.peak memory.min memory.low memory.high memory.max memory.events memory.swap.current \
    memory.swap.max memory.usage_in_bytes memory.max_usage_in_bytes memory.limit_in_bytes memory.failcnt \
    memory.memsw.usage_in_bytes memory.memsw.limit_in_bytes memory.kmem.usage_in_bytes memory.oom_control cgroup.stat; do
    [ -r "$1/$name" ] && bounded grep -H . "$1/$name" /dev/null 2> /dev/null
  done | {
    first=yes
    while IFS= read -r line; do
      [ -n "$first" ] && printf '\n# grep . %s/memory.*\n' "$1" && first=
      printf '%s\n' "$line"
    done
  }
  files "$1/memory.stat" "$1/memory.pressure" "$1/memory.numa_stat"
}

processes() {
  # The uid, not the name; the program, not its arguments: enough to say who holds what.
  out=$(bounded ps -eo pid,ppid,uid,rss,vsz,comm --sort=-rss 2> /dev/null | head -n 200)
  if [ -n "$out" ]; then
    printf '\n# ps -eo pid,ppid,uid,rss,vsz,comm --sort=-rss\n%s\n' "$out"
  elif [ -z "$redact" ]; then
    show ps
  fi
}

kernel_log() {
  # From the first line of the last reports on; a quiet log leaves nothing.
  log=$(bounded dmesg 2> /dev/null | tail -n 20000)
  [ -n "$log" ] || return 0
  out=$(printf '%s\n' "$log" |
    grep -n -E 'invoked oom-killer|page allocation failure|Unable to allocate memory on|vmalloc error|Out of memory|Memory cgroup out of memory|Memory: [0-9]+K/|balloon|Show Memory' |
    head -n 1 | cut -d: -f1)
  [ -n "$out" ] && printf '\n# dmesg\n%s\n' "$(printf '%s\n' "$log" | tail -n "+$out" | tail -n "$most")"
  return 0
}

collect() {
  show date
  show uname -a
  show free -k -w
  files /proc/meminfo /proc/buddyinfo /proc/swaps /proc/pressure/memory /proc/cgroups
  if [ "$where" = container ]; then
    if [ -d /sys/fs/cgroup/memory ]; then cgroup /sys/fs/cgroup/memory; else cgroup /sys/fs/cgroup; fi
    processes
    show df -k
    return
  fi
  files /proc/zoneinfo /proc/vmstat /proc/pagetypeinfo /proc/slabinfo /proc/net/sockstat /proc/spl/kstat/zfs/arcstats
  [ -r /proc/vmallocinfo ] && most=1500 && files /proc/vmallocinfo
  most=4000
  for node in /sys/devices/system/node/node[0-9]*; do
    [ "$node" = '/sys/devices/system/node/node0' ] && [ ! -d /sys/devices/system/node/node1 ] && break
    files "$node/meminfo"
  done
  values /sys/kernel/mm/ksm/run /sys/kernel/mm/ksm/pages_*
  values /sys/kernel/mm/transparent_hugepage/enabled /sys/kernel/mm/transparent_hugepage/defrag
  for size in /sys/kernel/mm/hugepages/hugepages-*; do
    [ -d "$size" ] && values "$size"/*_hugepages
  done
  files /sys/block/zram*/mm_stat
  show sysctl vm.min_free_kbytes vm.overcommit_memory vm.overcommit_ratio vm.swappiness vm.zone_reclaim_mode \
    vm.watermark_scale_factor vm.nr_hugepages vm.lowmem_reserve_ratio
  show swapon --show
  show zramctl
  show ipcs -m
  show df -k -t tmpfs -t devtmpfs
  show lsmod
  for what in balloon memlimit swap; do show vmware-toolbox-cmd stat "$what"; done
  [ -d /sys/fs/cgroup/memory ] && cgroup /sys/fs/cgroup/memory
  for group in /sys/fs/cgroup/*.slice /sys/fs/cgroup/docker /sys/fs/cgroup/memory/*.slice /sys/fs/cgroup/memory/docker \
    /sys/fs/cgroup/memory/kubepods; do
    [ -d "$group" ] && cgroup "$group"
  done
  processes
  kernel_log
}

redacted() {
  if [ -z "$redact" ]; then
    cat
    return
  fi
  name=$(uname -n | sed 's/[.[\*^$/]/\\&/g')
  sed -E -e "s/$name/host-1/g" \
    -e 's/([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}/00:00:00:00:00:00/g' \
    -e 's/(^|[^0-9.])([0-9]{1,3}\.){3}[0-9]{1,3}([^0-9.]|$)/\1192.0.2.1\3/g'
}

# In a container the first cgroup it sees is its own; a host has the hierarchy's root.
if [ -z "$where" ]; then
  where=host
  if [ -f /.dockerenv ] || [ -f /run/.containerenv ] || [ -n "${KUBERNETES_SERVICE_HOST:-}" ]; then where=container; fi
fi

if [ -n "$base" ]; then
  printf '%s#gz=%s\n' "$base" "$(collect | redacted | gzip -9 | base64 | tr -d '\n=' | tr '+/' '-_')"
else
  collect | redacted
fi
