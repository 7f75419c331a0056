/**
 * FWX120 and RTV700.
 * @module
 */
import { FACTORY_FWX, FACTORY_RTV700 } from '../factory.js';
import type { Profile } from '../profile.js';

export const FWX120: Profile = {
  name: 'FWX120',
  series: 'FWX',
  released: ['2012-11', 'CPU'],
  firmware: {
    line: ['11.03.xx', 'FW'],
    first: ['11.03.02', 'FW'],
    newest: ['11.03.13', 'FW'],
    builds: {},
  },
  pptp: {
    since: null,
    sessionsMax: [[30], 'FAQ Q4'],
    sessionsRecommended: [4, 'FAQ Q4'],
    serverDialSince: null,
    webOverIsdnSince: null,
    generation: [['rtx1200-era'], 'CR-FWX'],
  },
  lans: [['lan1', 'lan2'], 'G120'],
  switchPorts: [{ lan1: 4, lan2: 1 }, 'G120'],
  wans: [['lan2'], 'G120'],
  bri: [0, 'G120'],
  extras: ['USB; microSD', 'G120'],
  ppMax: [30, 'CR-FWX'],
  tunnelMax: [30, 'CR-FWX'],
  natSessionsMax: [32000, 'CR-FWX'],
  poolMax: null,
  logLinesMax: null,
  cpu: ['ARM 450 MHz', 'CPU'],
  ram: ['256 MB', 'CPU'],
  flash: ['16 MB', 'CPU'],
  memoryLine: null,
  hardwareVersion: null,
  bootRom: null,
  throughput: null,
  character: ['sjis', 'CR-FWX'],
  factory: [[FACTORY_FWX], 'CR-FWX'],
};

export const RTV700: Profile = {
  name: 'RTV700',
  series: 'RTV',
  released: ['2003-11', 'CPU'],
  firmware: {
    line: ['8.00.xx', 'FW'],
    first: ['8.00.23', 'FW'],
    newest: ['8.00.94', 'FW'],
    builds: {},
  },
  pptp: {
    since: null,
    sessionsMax: [[30], 'FAQ Q4; same in A700'],
    sessionsRecommended: [4, 'FAQ Q4'],
    serverDialSince: null,
    webOverIsdnSince: null,
    generation: [['rt57i-8.00'], 'CR-57'],
  },
  lans: [['lan1', 'lan2'], 'CR-57 / PBX'],
  switchPorts: null,
  wans: [['lan2'], 'PBX'],
  bri: null,
  extras: null,
  ppMax: [30, 'CR-57'],
  tunnelMax: [30, 'CR-57'],
  natSessionsMax: [4096, 'CR-57'],
  poolMax: null,
  logLinesMax: null,
  cpu: ['MIPS32 150 MHz', 'CPU'],
  ram: ['16 MB', 'CPU'],
  flash: ['4 MB', 'CPU'],
  memoryLine: null,
  hardwareVersion: null,
  bootRom: null,
  throughput: ['PPTP, all sessions together: about 2 Mbit/s', 'A700'],
  character: ['sjis', 'CR-57'],
  factory: [[FACTORY_RTV700], 'CR-57'],
};
