/**
 * Programs that everybody has or can have: their names tell what runs, not whose it is. They are a kind of their own, so that
 * a reader may keep them where the private ones are replaced.
 */
const PUBLIC: ReadonlySet<string> = new Set(
  // Of distributions.
  (
    'accounts-daemon acpid agetty anacron apache2 apt apt-get atd auditd audispd avahi-daemon awk bash busybox cat chronyd cron crond cupsd ' +
    'dbus-broker dbus-daemon dhclient dhcpcd dmesg dnf dnsmasq du fail2ban-server find firewalld free fwupd getty gnome-shell gssproxy haveged ' +
    'head htop in.tftpd init iostat iptables irqbalance iscsid journalctl less lldpd logrotate lsof lvmetad master mcelog ModemManager ' +
    'multipathd networkd-dispatcher NetworkManager nscd ntpd oddjobd packagekitd pickup polkitd ps pvestatd qmgr rc.local rngd rpc.mountd ' +
    'rpc.statd rpcbind rsync rsyslogd rtkit-daemon sa1 sadc sar screen sd-pam sed sh sftp-server sleep slapd smartd snapd snmpd sort ssh ' +
    'ssh-agent sshd sssd sssd_be sssd_nss stress stress-ng su sudo supervisord systemctl systemd systemd-hostnam systemd-journal ' +
    'systemd-journald systemd-logind systemd-machine systemd-network systemd-networkd systemd-oomd systemd-resolve systemd-resolved ' +
    'systemd-timesyn systemd-timesyncd systemd-udevd systemd-userdbd systemd-userwor tail tar tee thermald tmux top tuned udevd udisksd ' +
    'unattended-upgr upowerd vim vi vmstat vmtoolsd watch wpa_supplicant xargs xinetd Xorg yum zed ' +
    // Virtual machines and containers.
    'aliyun-service AliYunDun amazon-ssm-agen calico-node cilium-agent cloud-init conmon containerd containerd-shim coredns crio ctr docker ' +
    'docker-proxy dockerd dumb-init etcd flanneld google_guest_ag ksmtuned kube-apiserver kube-controller kube-proxy kube-scheduler kubectl ' +
    'kubelet kvm libvirtd lxcfs node-problem-de pause podman qemu qemu-ga qemu-kvm qemu-system-x86 qemu-system-x86_64 runc tini virtlogd virtqemud ' +
    'vmware-vmblock- waagent ' +
    // Databases, servers, languages.
    'alertmanager beam.smp cassandra celery chrome chromium clickhouse-serv clickhouse-server code consul couchdb elasticsearch envoy filebeat ' +
    'firefox fluent-bit fluentd gitlab-runner go grafana grafana-server gunicorn haproxy httpd influxd java jenkins kafka keepalived kibana ' +
    'logstash mariadbd memcached mongod mongos mysqld mysqld_safe named nginx node node_exporter nodejs ora_pmon oracle php php-fpm postgres ' +
    'postmaster prometheus promtail puma pulseaudio python python2 python3 rabbitmq-server redis redis-server rsyslogd ruby sidekiq solr ' +
    'splunkd squid telegraf tomcat traefik uwsgi varnishd vault zabbix_agentd zabbix_server zookeeper ' +
    // Compilers and their kin.
    'cargo cc1 cc1plus clang clang++ cmake doxygen dotnet g++ gcc git gradle javac ld ld.lld ld.gold lto1 lto-wrapper make mvn ninja npm perl rustc'
  ).split(' '),
)

/** Whether a program of this name is on the published list; the kernel's 15 characters of it are enough. */
export const isPublicProgram = (name: string): boolean =>
  PUBLIC.has(name) || /^(?:java|php-fpm|python|perl|ruby|postgres|php)\d*(?:\.\d+)*$/.test(name)
