#!/bin/sh
# Prints what a Linux machine tells about its memory, as one text that Memledger reads whole: sh collect.sh --help
set -u

usage() {
  printf '%s\n' \
    'Prints what a Linux machine tells about its memory, as one text for Memledger.' \
    '' \
    'usage: sh collect.sh [host|node|container|pod] [--redact] [--link BASE] [--root DIR]' \
    '' \
    "  a host        ssh HOST 'sudo sh -s host' < collect.sh > memory.txt" \
    '  a node        kubectl debug node/NODE -i -q --image=busybox -- sh -s node < collect.sh > memory.txt' \
    '  a container   docker exec -i NAME sh -s container < collect.sh > memory.txt' \
    '  a pod         kubectl exec -i POD -- sh -s pod < collect.sh > memory.txt' \
    '' \
    '  --redact      names this host host-1, numbers its addresses, users and ids, leaves mounts out' \
    '  --link BASE   prints a link on BASE (https://host/app/) that holds the text, instead of the text' \
    '  --root DIR    reads the files below DIR (/host) and runs no commands' \
    '' \
    'It only reads: nothing is written, set or restarted. Each step ends after 5 seconds and 512 KiB, all of it after a' \
    'minute and 4 MiB; what was cut is said. Without root slabinfo, pagetypeinfo, vmallocinfo and the kernel log may be' \
    'missing. Needs a POSIX shell and what busybox has. Without a name it finds out where it is.'
}

wrong() {
  printf 'collect.sh: %s; see --help\n' "$1" >&2
  exit 2
}

seconds=5
minute=60
most=8000
file_bytes=524288
all_bytes=4194304

# --- what bounds a step --------------------------------------------------------------------------------------------------

# Old busybox wants `timeout -t 5 COMMAND`; where there is none, the shell keeps watch.
find_timeout() {
  if timeout 1 true > /dev/null 2>&1; then
    timeout=new
  elif timeout -t 1 true > /dev/null 2>&1; then
    timeout=old
  else
    timeout=none
  fi
}

bounded() {
  case $timeout in
    new) timeout "$seconds" "$@" ;;
    old) timeout -t "$seconds" "$@" ;;
    *)
      "$@" &
      child=$!
      (sleep "$seconds" && kill "$child") > /dev/null 2>&1 &
      guard=$!
      wait "$child"
      kill "$guard" 2> /dev/null
      ;;
  esac
}

late() {
  now=$(date +%s 2> /dev/null) || now=0
  [ "$now" -gt "$deadline" ]
}

# clip HEAD: passes its input on under a prompt, HEAD; nothing where there is no input. The head travels in the environment:
# `awk -v` would read the backslashes in the names of systemd's groups.
clip() {
  HEAD=$1 MOST=$most BYTES=$file_bytes awk '
    NR == 1 { print ""; print "# " ENVIRON["HEAD"] }
    { size += length($0) + 1 }
    NR > ENVIRON["MOST"] + 0 || size > ENVIRON["BYTES"] + 0 {
      print "# collect.sh: cut after " (NR - 1) " lines: " ENVIRON["HEAD"]
      exit
    }
    { print }'
}

# --- ways to print -------------------------------------------------------------------------------------------------------

# show COMMAND [ARGUMENT...]: its output under its own prompt; nothing where it is missing or says nothing.
show() {
  [ -z "$root_only" ] || return 0
  command -v "$1" > /dev/null 2>&1 || return 0
  late && return 0
  bounded "$@" 2> /dev/null | clip "$*"
}

# files FILE...: each readable one under its own prompt.
files() {
  for file; do
    if [ ! -f "$root$file" ] || [ ! -r "$root$file" ]; then continue; fi
    late && return 0
    bounded cat "$root$file" 2> /dev/null | clip "cat $file"
  done
}

# values HEAD FILE...: short files, each line after the name of its file.
values() {
  head=$1
  shift
  late && return 0
  for file; do
    if [ ! -f "$root$file" ] || [ ! -r "$root$file" ]; then continue; fi
    bounded cat "$root$file" 2> /dev/null | NAME=$file awk '{ print ENVIRON["NAME"] ":" $0 }'
  done | clip "$head"
}

# matching PATTERN...: the paths below the root that a pattern finds, without the root; a line each.
matching() {
  for pattern; do
    # The pattern is meant to be one; roots with blanks are split, and then find nothing.
    # shellcheck disable=SC2086
    for path in $root$pattern; do
      [ -e "$path" ] && printf '%s\n' "${path#"$root"}"
    done
  done
}

# --- what is printed -----------------------------------------------------------------------------------------------------

SIZES='memory.current memory.peak memory.min memory.low memory.high memory.max memory.swap.current memory.swap.max
memory.zswap.current memory.events memory.oom.group memory.usage_in_bytes memory.max_usage_in_bytes memory.limit_in_bytes
memory.soft_limit_in_bytes memory.failcnt memory.memsw.usage_in_bytes memory.memsw.limit_in_bytes
memory.kmem.usage_in_bytes memory.kmem.limit_in_bytes memory.oom_control memory.use_hierarchy'

# of_group DIRECTORY NAMES: the paths of these files of a group, as far as they are there.
of_group() {
  for name in $2; do
    [ -f "$root$1/$name" ] && printf '%s\n' "$1/$name"
  done
}

# listed HEAD: `values` of the paths on standard input.
listed() {
  while IFS= read -r path; do
    [ -r "$root$path" ] && bounded cat "$root$path" 2> /dev/null | NAME=$path awk '{ print ENVIRON["NAME"] ":" $0 }'
  done | clip "$1"
}

# group DIRECTORY: all that a control group tells, of either version.
group() {
  late && return 0
  of_group "$1" "$SIZES" | listed "grep . $1/memory.*"
  files "$1/memory.stat" "$1/memory.pressure" "$1/memory.numa_stat" "$1/cgroup.stat"
}

# The group that this process is in, and those around it: where the host's tree is in sight, a limit may be higher up.
own_groups() {
  v1=$(sed -n 's/^[0-9]*:\([^:]*,\)*memory\(,[^:]*\)*:\(.*\)$/\3/p' "$root/proc/self/cgroup" 2> /dev/null | head -n 1)
  v2=$(sed -n 's/^0:://p' "$root/proc/self/cgroup" 2> /dev/null | head -n 1)
  if [ -d "$root/sys/fs/cgroup/memory" ]; then
    top=/sys/fs/cgroup/memory
    own=$v1
  else
    top=/sys/fs/cgroup
    own=$v2
  fi
  # A container sees its own group as the root of all, while its path may still be the host's.
  [ -d "$root$top$own" ] || own=
  case $own in */..* | / | '') own= ;; esac
  levels=0
  while [ -n "$own" ] && [ "$levels" -lt 8 ]; do
    group "$top$own"
    own=${own%/*}
    levels=$((levels + 1))
  done
  group "$top"
}

# Of a host's groups the uppermost in full, those below them in sizes.
all_groups() {
  top=/sys/fs/cgroup
  [ -d "$root/sys/fs/cgroup/memory" ] && top=/sys/fs/cgroup/memory
  group "$top"
  matching "$top/*.slice" "$top/docker" "$top/kubepods" "$top/lxc" "$top/machine" | while IFS= read -r path; do
    [ -d "$root$path" ] && group "$path"
  done
  late && return 0
  matching "$top/*.slice/*" "$top/*/*" "$top/kubepods*/*/*" "$top/kubepods*/*/*/*" | sort -u | head -n 400 |
    while IFS= read -r path; do
      [ -d "$root$path" ] &&
        of_group "$path" 'memory.current memory.max memory.events memory.usage_in_bytes memory.limit_in_bytes memory.failcnt'
    done | listed "grep . $top/*/*/memory.*"
}

# The uid, not the user; the program, not its arguments: enough to say who holds what. Many images have no ps, and that of
# busybox has other columns: then from /proc, in the same form.
processes() {
  head='ps -eo pid,ppid,uid,rss,vsz,comm --sort=-rss'
  late && return 0
  if [ -z "$root_only" ] && bounded ps -o rss= -p $$ --sort=-rss > /dev/null 2>&1; then
    bounded ps -eo pid,ppid,uid,rss,vsz,comm --sort=-rss 2> /dev/null | head -n 200 | clip "$head"
    return
  fi
  matching '/proc/[0-9]*/status' | while IFS= read -r path; do
    cat "$root$path" 2> /dev/null
  done | awk '
    function flush() {
      if (pid != "") printf "%7s %7s %5s %8d %9d %s\n", pid, ppid, uid, rss, vsz, name
      pid = ""; rss = 0; vsz = 0
    }
    /^Name:/ { flush(); name = $0; sub(/^Name:[ \t]*/, "", name) }
    /^Pid:/ { pid = $2 }
    /^PPid:/ { ppid = $2 }
    /^Uid:/ { uid = $2 }
    /^VmRSS:/ { rss = $2 }
    /^VmSize:/ { vsz = $2 }
    END { flush() }' | sort -k4,4nr 2> /dev/null | head -n 200 |
    awk 'NR == 1 { print "    PID    PPID   UID      RSS       VSZ COMMAND" } { print }' | clip "$head"
}

shared_memory() {
  [ -z "$root_only" ] && command -v ipcs > /dev/null 2>&1 || return 0
  bounded ipcs -m 2> /dev/null | if [ -n "$redact" ]; then
    awk '$1 ~ /^0x/ { if (!($3 in user)) user[$3] = "user-" (++users); $3 = user[$3] } { print }'
  else
    cat
  fi | clip 'ipcs -m'
}

# What the kernel says of memory: its reports with what follows them, and a few lines of the boot.
REPORTS='invoked oom-killer|page allocation failure|page allocation stalls|Unable to allocate memory on|vmalloc error|vmap allocation|Out of memory|out of memory: Kill|Mem-Info:'
BOOT='Linux version |Memory: [0-9]+[Kk]/|Command line: |balloon'

kernel_log() {
  [ -z "$root_only" ] || return 0
  for reader in 'dmesg' 'journalctl -k -b --no-pager --no-hostname -n 50000' 'journalctl -k -b --no-pager -n 50000'; do
    command -v "${reader%% *}" > /dev/null 2>&1 || continue
    late && return 0
    # shellcheck disable=SC2086
    found=$(bounded $reader 2> /dev/null | grep -c -E "$REPORTS")
    [ "${found:-0}" -gt 0 ] || continue
    # The newest tell most: of a log that is too long its beginning goes.
    # shellcheck disable=SC2086
    bounded $reader 2> /dev/null | REPORTS=$REPORTS BOOT=$BOOT awk '
      $0 ~ ENVIRON["REPORTS"] { left = 2000 }
      left > 0 || $0 ~ ENVIRON["BOOT"] { print; left-- }' | tail -n "$most" | tail -c "$file_bytes" | clip "$reader"
    return 0
  done
}

free_memory() {
  [ -z "$root_only" ] && command -v free > /dev/null 2>&1 || return 0
  for flags in '-k -w' '-k' ''; do
    # shellcheck disable=SC2086
    bounded free $flags > /dev/null 2>&1 || continue
    # shellcheck disable=SC2086
    show free $flags
    return
  done
}

version() {
  if [ -n "$root_only" ]; then files /proc/version; else show uname -a; fi
}

collect() {
  [ -n "$root_only" ] || show date
  version
  free_memory
  files /proc/meminfo /proc/buddyinfo /proc/swaps /proc/pressure/memory
  case $where in
    container | pod)
      own_groups
      processes
      if [ -z "$redact" ]; then show df -k; fi
      return
      ;;
  esac
  files /proc/zoneinfo /proc/vmstat /proc/pagetypeinfo /proc/slabinfo /proc/net/sockstat /proc/cgroups \
    /proc/spl/kstat/zfs/arcstats
  # shellcheck disable=SC2046
  [ ! -d "$root/sys/devices/system/node/node1" ] || files $(matching '/sys/devices/system/node/node[0-9]*/meminfo')
  [ ! -d "$root/sys/devices/system/node/node1" ] || show numastat
  # shellcheck disable=SC2046
  {
    values 'grep . /sys/kernel/mm/ksm/*' $(matching '/sys/kernel/mm/ksm/run' '/sys/kernel/mm/ksm/pages_*')
    values 'grep . /sys/kernel/mm/transparent_hugepage/*' /sys/kernel/mm/transparent_hugepage/enabled \
      /sys/kernel/mm/transparent_hugepage/defrag /sys/kernel/mm/transparent_hugepage/shmem_enabled
    values 'grep . /sys/kernel/mm/hugepages/*/*' $(matching '/sys/kernel/mm/hugepages/hugepages-*/*_hugepages')
    values 'grep . /proc/sys/vm/*' /proc/sys/vm/min_free_kbytes /proc/sys/vm/overcommit_memory \
      /proc/sys/vm/overcommit_ratio /proc/sys/vm/swappiness /proc/sys/vm/zone_reclaim_mode \
      /proc/sys/vm/watermark_scale_factor /proc/sys/vm/nr_hugepages
    files $(matching '/sys/block/zram*/mm_stat')
  }
  show zramctl
  shared_memory
  [ -n "$redact" ] || show df -k -t tmpfs -t devtmpfs
  # A head alone says nothing.
  [ "$(bounded lsmod 2> /dev/null | head -n 2 | wc -l)" -lt 2 ] || show lsmod
  for what in balloon memlimit swap; do show vmware-toolbox-cmd stat "$what"; done
  files /proc/vmallocinfo
  all_groups
  processes
  kernel_log
}

# --- what it goes through ------------------------------------------------------------------------------------------------

# No control characters, and UTF-8 or nothing: one stray byte of a process's name would have the whole read otherwise.
clean() {
  tr -d '\000-\010\013-\037\177' | if printf x | iconv -c -f UTF-8 -t UTF-8 > /dev/null 2>&1; then
    iconv -c -f UTF-8 -t UTF-8
  else
    tr '\200-\377' '?'
  fi
}

# The plain cases: this host's name, addresses of IP and hardware, ids of containers and pods. Each gets a number that it
# keeps. No intervals in the patterns: mawk has none.
redacted() {
  if [ -z "$redact" ]; then
    cat
    return
  fi
  NODE=$(bounded uname -n) awk '
    # Replaces what matches, where it does not stand inside a longer word.
    function swap(re, as, edge,    out, rest, found, before, after) {
      out = ""; rest = $0
      while (match(rest, re)) {
        found = substr(rest, RSTART, RLENGTH)
        before = RSTART > 1 ? substr(rest, RSTART - 1, 1) : substr(out, length(out), 1)
        after = substr(rest, RSTART + RLENGTH, 1)
        if ((before != "" && before ~ edge) || (after != "" && after ~ edge)) {
          out = out substr(rest, 1, RSTART + RLENGTH - 1)
        } else {
          if (!((as, found) in known)) known[as, found] = as (++count[as])
          out = out substr(rest, 1, RSTART - 1) known[as, found]
        }
        rest = substr(rest, RSTART + RLENGTH)
      }
      $0 = out rest
    }
    # The name of this host, letter by letter: it is no pattern.
    function named(name,    out, rest, at, before, after) {
      out = ""; rest = $0
      while (name != "" && (at = index(rest, name)) > 0) {
        before = at > 1 ? substr(rest, at - 1, 1) : substr(out, length(out), 1)
        after = substr(rest, at + length(name), 1)
        out = out substr(rest, 1, at - 1) (before ~ /[A-Za-z0-9]/ || after ~ /[A-Za-z0-9]/ ? name : "host-1")
        rest = substr(rest, at + length(name))
      }
      $0 = out rest
    }
    BEGIN {
      node = ENVIRON["NODE"]
      short = node; sub(/\..*/, "", short)
      # A name that could be a word of the kernel goes where only a name can stand.
      telling = short ~ /[0-9.-]/
      h = "[0-9a-fA-F]"; h2 = h h; h4 = h2 h2; h8 = h4 h4; h16 = h8 h8
      mac = h2 ":" h2 ":" h2 ":" h2 ":" h2 ":" h2
      d = "[0-9][0-9]?[0-9]?"
      ip = d "\\." d "\\." d "\\." d
      group = h h "?" h "?" h "?"
      ip6 = "[0-9a-fA-F:]+::[0-9a-fA-F:]*[0-9a-fA-F]"
      long6 = group ":" group ":" group ":" group ":" group ":" group ":" group ":" group
      uid = h8 "[-_]" h4 "[-_]" h4 "[-_]" h4 "[-_]" h8 h4
      id = h16 h16 h16 h16
    }
    {
      if (telling || /^Linux / || / kernel: /) { named(node); named(short) }
      swap(mac, "mac-", "[0-9A-Fa-f:]")
      swap(long6, "ip6-", "[0-9A-Za-z:]")
      swap(ip6, "ip6-", "[0-9A-Za-z:]")
      # A release may have four parts.
      if (!/^Linux |ainted/) swap(ip, "ip-", "[0-9A-Za-z.]")
      swap(uid, "uid-", "^$")
      swap(id, "container-", "[0-9a-f]")
      print
    }'
}

# The whole is bounded as well.
limited() {
  BYTES=$all_bytes awk '
    { size += length($0) + 1 }
    size > ENVIRON["BYTES"] + 0 { print "# collect.sh: cut after " (NR - 1) " lines: all of it"; exit }
    { print }'
  if late; then printf '%s\n' '# collect.sh: cut after a minute: what is missing was too slow'; fi
}

linked() {
  for tool in gzip base64; do
    command -v "$tool" > /dev/null 2>&1 && continue
    printf 'collect.sh: --link needs %s\n' "$tool" >&2
    return 1
  done
  link=${base%%#*}#gz=$(gzip -9 | base64 | tr -d '\n=' | tr '+/' '-_')
  printf '%s\n' "$link"
  length=${#link}
  for limit in '64000 browsers' '32000 Jira' '8000 mail' '4000 Slack' '2000 chats'; do
    [ "$length" -gt "${limit%% *}" ] || continue
    printf 'collect.sh: the link has %s characters, more than %s take (%s); send the text as a file\n' \
      "$length" "${limit#* }" "${limit%% *}" >&2
    break
  done
}

# In a container the first group it sees is its own; a host has the root of all.
find_place() {
  if [ -n "${KUBERNETES_SERVICE_HOST:-}" ]; then
    where=pod
  elif [ -f /.dockerenv ] || [ -f /run/.containerenv ]; then
    where=container
  else
    where=host
  fi
}

main() {
  where='' redact='' base='' root='' root_only=''
  while [ $# -gt 0 ]; do
    case $1 in
      host | node | container | pod) where=$1 ;;
      --redact) redact=yes ;;
      --link | --root)
        [ -n "${2-}" ] || wrong "$1 wants a value"
        if [ "$1" = --link ]; then base=$2; else root=${2%/} root_only=yes; fi
        shift
        ;;
      -h | --help)
        usage
        exit 0
        ;;
      *) wrong "what is '$1'?" ;;
    esac
    shift
  done
  [ -z "$root_only" ] || [ -d "$root/proc" ] || wrong "no proc below '$root'"
  LC_ALL=C
  PATH=$PATH:/usr/sbin:/sbin
  export LC_ALL PATH
  [ -n "$where" ] || find_place
  # A pod that debugs a node has the node's files below /host, and its processes.
  if [ "$where" = node ] && [ -z "$root_only" ] && [ -d /host/proc/1 ]; then root=/host; fi
  find_timeout
  deadline=$(($(date +%s 2> /dev/null || printf 0) + minute))
  if [ -n "$base" ]; then
    collect | clean | redacted | limited | linked
  else
    collect | clean | redacted | limited
  fi
}

# All of it is read before any of it runs: cut off on its way, it does nothing. Nobody else reads from where it came.
main ${1+"$@"} < /dev/null
