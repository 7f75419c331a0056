import { KNOWN } from './manual/book.js';
import { type Chapter, chapter, RowBook } from './row-book.js';
import { CHAPTER_3 } from './rows/chapter-03-help.js';
import { CHAPTER_4_CONSOLE } from './rows/chapter-04-console.js';
import { CHAPTER_4_LAN_PORTS } from './rows/chapter-04-lan.js';
import { CHAPTER_4_LOG } from './rows/chapter-04-log.js';
import { CHAPTER_4_SHELL } from './rows/chapter-04-shell.js';
import { CHAPTER_4_SSH_SERVER } from './rows/chapter-04-ssh.js';
import { CHAPTER_4_USERS } from './rows/chapter-04-users.js';
import { CHAPTER_6_ISDN } from './rows/chapter-06-isdn.js';
import { CHAPTER_6 } from './rows/chapter-06-pp.js';
import { CHAPTER_8_ARP } from './rows/chapter-08-arp.js';
import { CHAPTER_8_FILTERING } from './rows/chapter-08-filter.js';
import { CHAPTER_8_ADDRESSES } from './rows/chapter-08-ip.js';
import { CHAPTER_8_KEEPALIVE } from './rows/chapter-08-keepalive.js';
import { CHAPTER_8_ROUTES } from './rows/chapter-08-route.js';
import { CHAPTER_11 } from './rows/chapter-11-ppp.js';
import { CHAPTER_11_16 } from './rows/chapter-11-pppoe.js';
import { CHAPTER_12 } from './rows/chapter-12-dhcp.js';
import { CHAPTER_13_IPV4 } from './rows/chapter-13-icmp.js';
import { CHAPTER_14 } from './rows/chapter-14-tunnel.js';
import { CHAPTER_17 } from './rows/chapter-17-pptp.js';
import { CHAPTER_22_AUTH } from './rows/chapter-22-radius.js';
import { CHAPTER_23 } from './rows/chapter-23-nat.js';
import { CHAPTER_24 } from './rows/chapter-24-dns.js';
import { CHAPTER_24_OPERATION } from './rows/chapter-24-operation.js';
import { CHAPTER_34_ROWS } from './rows/chapter-34-netvolante.js';
import { CHAPTER_37_SCHEDULE } from './rows/chapter-37-schedule.js';
import { CHAPTER_38 } from './rows/chapter-38-vlan.js';
import { CHAPTER_41 } from './rows/chapter-41-sntp.js';
import { CHAPTER_42_ROWS } from './rows/chapter-42-memory.js';
import { CHAPTER_48 } from './rows/chapter-48-agents.js';
import { CHAPTER_56 } from './rows/chapter-56-operation.js';
import { CHAPTER_56_SHELL } from './rows/chapter-56-shell.js';
import { CHAPTER_57 } from './rows/chapter-57-show.js';
import { CHAPTER_58_DEVICE } from './rows/chapter-58-device.js';
import { CHAPTER_58_DHCP } from './rows/chapter-58-dhcp.js';
import { CHAPTER_58_FILTERS } from './rows/chapter-58-filter.js';
import { CHAPTER_58_NAT } from './rows/chapter-58-nat.js';
import { CHAPTER_59_ACCOUNTS } from './rows/chapter-59-account.js';

/**
 * The commands that are emulated, if only in part, and a few that stand by them. A chapter's rows are asked for when it is
 * opened, and no sooner is its file evaluated in the bundle.
 */
const WRITTEN: readonly Chapter[] = [
  chapter('help show', () => CHAPTER_3()),
  chapter('login administrator security user disconnect show', () => CHAPTER_4_USERS()),
  chapter('timezone date time console telnetd tftp description', () => CHAPTER_4_CONSOLE()),
  chapter('sshd sftpd import show', () => CHAPTER_4_SSH_SERVER()),
  chapter('syslog', () => CHAPTER_4_LOG()),
  chapter('set alias macro embedded show', () => CHAPTER_4_SHELL()),
  chapter('lan interface', () => CHAPTER_4_LAN_PORTS()),
  chapter('pp', () => CHAPTER_6()),
  chapter('line isdn', () => CHAPTER_6_ISDN()),
  chapter('ip', () => CHAPTER_8_ADDRESSES()),
  chapter('ip', () => CHAPTER_8_ARP()),
  chapter('ip', () => CHAPTER_8_ROUTES()),
  chapter('ip', () => CHAPTER_8_FILTERING()),
  chapter('ip show', () => CHAPTER_8_KEEPALIVE()),
  chapter('ppp wins', () => CHAPTER_11()),
  chapter('pppoe', () => CHAPTER_11_16()),
  chapter('dhcp ip', () => CHAPTER_12()),
  chapter('ip', () => CHAPTER_13_IPV4()),
  chapter('tunnel', () => CHAPTER_14()),
  chapter('pptp pp', () => CHAPTER_17()),
  chapter('radius', () => CHAPTER_22_AUTH()),
  chapter('nat ip', () => CHAPTER_23()),
  chapter('schedule', () => CHAPTER_37_SCHEDULE()),
  chapter('vlan show', () => CHAPTER_38()),
  chapter('dns ip', () => CHAPTER_24()),
  chapter('nslookup clear show', () => CHAPTER_24_OPERATION()),
  chapter('netvolante-dns show', () => CHAPTER_34_ROWS()),
  chapter('ntpdate ntp sntpd', () => CHAPTER_41()),
  chapter('usbhost sd external-memory make delete copy rename show less clear rotate', () => CHAPTER_42_ROWS()),
  chapter('switch ap show less', () => CHAPTER_48()),
  chapter(
    'pp tunnel administrator exit quit save copy delete set-default-config cold clear restart connect disconnect ping traceroute telnet',
    () => CHAPTER_56(),
  ),
  chapter('load rollback confirm call echo show', () => CHAPTER_56_SHELL()),
  chapter('show less', () => CHAPTER_57()),
  chapter('show', () => CHAPTER_58_DHCP()),
  chapter('show clear disconnect', () => CHAPTER_58_FILTERS()),
  chapter('show clear', () => CHAPTER_58_NAT()),
  chapter('show less clear', () => CHAPTER_58_DEVICE()),
  chapter('show clear', () => CHAPTER_59_ACCOUNTS()),
];

/** Every command that any machine of ours knows, by manual chapter. */
export const CHAPTERS: readonly Chapter[] = [...WRITTEN, ...KNOWN];
export const ROWS = new RowBook(CHAPTERS);
/** What most lines of a session are, so that the other chapters need not be opened for them. */
export const WRITTEN_ROWS = new RowBook(WRITTEN);

/** Whether some command begins with this word, whatever its case; `no` does. */
export const isFirstWord = (word: string): boolean => {
  const lower = word.toLowerCase();
  return lower === 'no' || ROWS.has(lower);
};
