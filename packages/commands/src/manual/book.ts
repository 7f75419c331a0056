import { type Chapter, chapter } from '../row-book.js';
import { readChapter } from './chapter.js';
import { CHAPTER_4_LAN } from './chapter-04-lan.js';
import { CHAPTER_4_SSH, CHAPTER_5 } from './chapter-04-ssh.js';
import { CHAPTER_4_USERS_CLOCK_LOG } from './chapter-04-users.js';
import { CHAPTER_6_ISDN } from './chapter-06-isdn.js';
import { CHAPTER_8_BACKUP } from './chapter-08-backup.js';
import { CHAPTER_8_FILTERS } from './chapter-08-filters.js';
import { CHAPTER_8_IP } from './chapter-08-ip.js';
import { CHAPTER_8_RIP } from './chapter-08-rip.js';
import { CHAPTER_9 } from './chapter-09-ethernet.js';
import { CHAPTER_10 } from './chapter-10-url.js';
import { CHAPTER_11_PPP } from './chapter-11-ppp.js';
import { CHAPTER_12_DHCP } from './chapter-12-dhcp.js';
import { CHAPTER_13 } from './chapter-13-icmp.js';
import { CHAPTER_14_TUNNEL } from './chapter-14-tunnel.js';
import { CHAPTER_15_IKE } from './chapter-15-ipsec.js';
import { CHAPTER_15_SA } from './chapter-15-sa.js';
import { CHAPTER_16 } from './chapter-16-l2tp.js';
import { CHAPTER_18 } from './chapter-18-ipip.js';
import { CHAPTER_19 } from './chapter-19-cloud.js';
import { CHAPTER_20 } from './chapter-20-sip.js';
import { CHAPTER_21 } from './chapter-21-snmp.js';
import { CHAPTER_22 } from './chapter-22-radius.js';
import { CHAPTER_23 } from './chapter-23-nat.js';
import { CHAPTER_24 } from './chapter-24-dns.js';
import { CHAPTER_25 } from './chapter-25-nat46.js';
import { CHAPTER_26 } from './chapter-26-queue.js';
import { CHAPTER_27 } from './chapter-27-cooperation.js';
import { CHAPTER_28 } from './chapter-28-ospf.js';
import { CHAPTER_29 } from './chapter-29-bgp.js';
import { CHAPTER_30_IPV6 } from './chapter-30-ipv6.js';
import { CHAPTER_30_IPV6_FILTERS } from './chapter-30-ipv6-filters.js';
import { CHAPTER_31 } from './chapter-31-ospfv3.js';
import { CHAPTER_32 } from './chapter-32-mail.js';
import { CHAPTER_33 } from './chapter-33-httpd.js';
import { CHAPTER_34 } from './chapter-34-netvolante-dns.js';
import { CHAPTER_35 } from './chapter-35-upnp.js';
import { CHAPTER_37 } from './chapter-37-schedule.js';
import { CHAPTER_39 } from './chapter-39-heartbeat.js';
import { CHAPTER_42 } from './chapter-42-external-memory.js';
import { CHAPTER_44 } from './chapter-44-mobile.js';
import { CHAPTER_45 } from './chapter-45-bridge.js';
import { CHAPTER_48_L2MS } from './chapter-48-l2ms.js';
import { CHAPTER_48_SWITCH_PORTS } from './chapter-48-switch-ports.js';
import { CHAPTER_48_SWITCH_TRAFFIC } from './chapter-48-switch-traffic.js';
import { CHAPTER_49 } from './chapter-49-yno.js';
import { CHAPTER_52 } from './chapter-52-dpi.js';
import { CHAPTER_56_OPERATION } from './chapter-56-operation.js';
import { CHAPTER_57_SHOW_CONFIG } from './chapter-57-show-config.js';
import { CHAPTER_58_STATUS } from './chapter-58-status.js';
import { CHAPTER_58_TABLES } from './chapter-58-tables.js';
import { CHAPTER_59 } from './chapter-59-log.js';
import { OLDER_ANALOG } from './older-analog.js';
import { OLDER_CALLS } from './older-calls.js';
import { OLDER_FILTER } from './older-filter.js';
import { OLDER_IPX } from './older-ipx.js';
import { OLDER_ISDN } from './older-isdn.js';
import { OLDER_MAIL } from './older-mail.js';
import { OLDER_PROVIDER } from './older-provider.js';
import { OLDER_REV4 } from './older-rev4.js';
import { OLDER_SHOW } from './older-show.js';
import { OLDER_SIP } from './older-sip.js';
import { OLDER_STORAGE } from './older-storage.js';

/** @param words the first words of its commands */
const known = (words: string, text: () => string): Chapter => chapter(words, () => readChapter(text()));

/** The commands that are known and not emulated, by manual chapter. */
export const KNOWN: readonly Chapter[] = [
  known(
    'login administrator ex-license register unregister import clear rdate packetdump line system',
    CHAPTER_4_USERS_CLOCK_LOG,
  ),
  known('ip lan tcp system', CHAPTER_4_LAN),
  known('http operation sshd ssh scp alarm', CHAPTER_4_SSH),
  known('rtfs', CHAPTER_5),
  known('isdn account leased pri', CHAPTER_6_ISDN),
  known('ip tcp', CHAPTER_8_IP),
  known('ip clear show', CHAPTER_8_FILTERS),
  known('rip ip', CHAPTER_8_RIP),
  known('leased ip pp lan', CHAPTER_8_BACKUP),
  known('ethernet show', CHAPTER_9),
  known('url', CHAPTER_10),
  known('ppp pppoe', CHAPTER_11_PPP),
  known('dhcp', CHAPTER_12_DHCP),
  known('ip ipv6', CHAPTER_13),
  known('tunnel', CHAPTER_14_TUNNEL),
  known('ipsec auth', CHAPTER_15_IKE),
  known('ipsec tunnel pki', CHAPTER_15_SA),
  known('l2tp', CHAPTER_16),
  known('ipip', CHAPTER_18),
  known('cloud show', CHAPTER_19),
  known('sip ngn tunnel show', CHAPTER_20),
  known('snmp snmpv2c snmpv3', CHAPTER_21),
  known('radius', CHAPTER_22),
  known('nat', CHAPTER_23),
  known('dns', CHAPTER_24),
  known('nat46 show', CHAPTER_25),
  known('speed queue ppp', CHAPTER_26),
  known('cooperation', CHAPTER_27),
  known('ospf ip', CHAPTER_28),
  known('bgp', CHAPTER_29),
  known('ipv6', CHAPTER_30_IPV6),
  known('ipv6', CHAPTER_30_IPV6_FILTERS),
  known('ipv6', CHAPTER_31),
  known('mail', CHAPTER_32),
  known('httpd', CHAPTER_33),
  known('netvolante-dns', CHAPTER_34),
  known('upnp', CHAPTER_35),
  known('usbhost vlan', CHAPTER_37),
  known('heartbeat heartbeat2 show clear', CHAPTER_39),
  known('external-memory operation execute http alarm', CHAPTER_42),
  known('mobile execute clear alarm usbhost show wan1', CHAPTER_44),
  known('bridge lua luac show terminate alarm', CHAPTER_45),
  known('switch lan-map take ap httpd', CHAPTER_48_L2MS),
  known('switch', CHAPTER_48_SWITCH_PORTS),
  known('switch', CHAPTER_48_SWITCH_TRAFFIC),
  known('yno description show diagnose diagnosis clear statistics', CHAPTER_49),
  known('dpi ip ipv6 show clear lan switching-hub dashboard', CHAPTER_52),
  known(
    'copy delete set-default-exec set-serial-baudrate remote clear interface connect ' +
      'disconnect ping6 traceroute6 sip pri wol http mail license',
    CHAPTER_56_OPERATION,
  ),
  known('show less', CHAPTER_57_SHOW_CONFIG),
  known('show', CHAPTER_58_STATUS),
  known('show', CHAPTER_58_TABLES),
  known('show', CHAPTER_59),
  known('analog', OLDER_ANALOG),
  known('alarm audio pstn analog', OLDER_CALLS),
  known('ip clear show ipv6 qac-tm', OLDER_FILTER),
  known('ipx ppp bridge', OLDER_IPX),
  known('isdn pp bri leased isdn-dcp fr show', OLDER_ISDN),
  known('mail-check clear show mail-transfer mail-notify mail', OLDER_MAIL),
  known('provider netvolante-dns password system operation httpd', OLDER_PROVIDER),
  known(
    'rdate syslog packetdump lan1 lan2 ip ipv6 pp wins pppoe dhcp nat dns serial usb broadband-ta tunnel schedule ppp',
    OLDER_REV4,
  ),
  known('show clear', OLDER_SHOW),
  known('sip isdn save httpd disconnect', OLDER_SIP),
  known('onfs set-acl clear show usbhost delete ssl lan system snmp ip ipv6 nat tunnel', OLDER_STORAGE),
];
