export type Place = 'host' | 'container' | 'pod' | 'node'

/** The files that tell most, under the heads that `tail -v` prints: heads keep each file's name and place. */
const FILES = '/proc/meminfo /proc/buddyinfo /proc/zoneinfo /proc/vmstat /proc/swaps'

const GROUP =
  'for d in /sys/fs/cgroup /sys/fs/cgroup/memory; do [ -r $d/memory.stat ] && tail -v -n +1 $d/memory.[celmps]*; done'

/** What to run where, so that its output can be pasted here as it is. Reads only. */
export const COMMANDS: Readonly<Record<Place, string>> = {
  host: `uname -a; free -k; tail -v -n +1 ${FILES} 2>/dev/null; cat /proc/slabinfo 2>/dev/null; ps aux --sort=-rss | head -n 40; dmesg -T 2>/dev/null | grep -E -A 400 'invoked oom-killer|page allocation failure' | tail -n 2000`,
  container: `(uname -a; ${GROUP}; free -k; ps aux | head -n 40) 2>/dev/null`,
  pod: `kubectl exec POD -- sh -c '(uname -a; ${GROUP}; free -k; ps aux | head -n 40) 2>/dev/null'; kubectl describe pod POD`,
  node: `kubectl debug node/NODE -i -q --image=busybox -- chroot /host sh -c '(uname -a; free -k; tail -v -n +1 ${FILES} /proc/pressure/memory; ps aux --sort=-rss | head -n 40) 2>/dev/null'`,
}

/** The same and more by the script that stands beside the page; its own help says the same. */
export const SCRIPT: Readonly<Record<Place, string>> = {
  host: "ssh HOST 'sudo sh -s host' < collect.sh > memory.txt",
  container: 'docker exec -i NAME sh -s container < collect.sh > memory.txt',
  pod: 'kubectl exec -i POD -- sh -s pod < collect.sh > memory.txt',
  node: 'kubectl debug node/NODE -i -q --image=busybox -- sh -s node < collect.sh > memory.txt',
}

/** Prints a link to a page at `address`, by a shell alone. */
export const shellLink = (address: string): string =>
  `echo "${address}#gz=$(cat /proc/meminfo /proc/buddyinfo | gzip -9 | base64 -w0 | tr +/ -_)"`
