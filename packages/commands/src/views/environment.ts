/**
 * `show environment` (manual 57.1). Seen in English on RTX1210 and RTX1200; of the Japanese form some labels were seen.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import { securityClass } from '@rtemu/config/settings/system';
import { gate } from '@rtemu/models/gate';
import type { Machine } from '@rtemu/models/machine';
import { mainLine, printDateTime, printZone } from '../header.js';
import type { Language } from '../messages.js';
import type { Status } from '../status.js';

const WITH_SERIAL_SPEED = gate('*>=14.01');
const WITH_THERMOMETER = gate('RTX1200 RTX1210 RTX1220');
const WITH_FAN = gate('RTX1300');
/** Those with several cores tell of each only when asked for details, but for these. */
const TELLS_CORES = gate('RTX1300>=23.00.05');

const percent = (value: number): string => `${String(Math.round(value)).padStart(4)}%`;
const two = (value: number): string => String(value).padStart(2, '0');

function uptime(seconds: number): string {
  const whole = Math.floor(seconds);
  const clock = [Math.floor((whole % 86_400) / 3600), Math.floor((whole % 3600) / 60), whole % 60].map(two).join(':');
  return `${Math.floor(whole / 86_400)}days ${clock}`;
}

const onOff = (value: boolean | undefined): string => (value === true ? 'ON' : 'OFF');

/** @param detail also of each core, where there are several; the layout of these lines is ours */
export function environmentLines(
  machine: Machine,
  document: Document,
  status: Status,
  language: Language,
  detail: boolean,
): readonly string[] {
  const { boot, flash } = machine.banner.bootRom;
  // Machines that name their flash table put a blank more into two lines.
  const isNew = flash !== undefined;
  const { clock } = status;
  const environment = status.environment();
  const say = (en: string, ja: string): string => (language === 'ja' ? ja : en);
  const at = (time: typeof clock.now): string => `${printDateTime(time)} ${printZone(clock.offsetMinutes)}`;
  const { level, forget, telnet } = document.global.effective(securityClass);
  const [cpu5s, cpu1m, cpu5m] = environment.cpu;
  const load = `${isNew ? ' ' : ''}${percent(cpu5s)}(5sec)${percent(cpu1m)}(1min)${percent(cpu5m)}(5min)`;
  const cores = machine.cores > 1 && (detail || machine.allows(TELLS_CORES).open) ? machine.cores : 0;
  const [small, middle, large, huge] = environment.packetBuffers;
  return [
    `${machine.name} BootROM Ver.${isNew ? ' ' : ''}${boot}`,
    ...(isNew ? [`${machine.name} FlashROM Table Ver. ${flash}`] : []),
    machine.banner.firmwareLine,
    `  ${mainLine(machine, status.identity)}`,
    `CPU:${load}    ${say('Memory', 'メモリ')}: ${environment.memoryPercent}% used`,
    ...Array.from({ length: cores }, (_, core) => `CPU${core}:${load}`),
    `${say('Packet-buffer', 'パケットバッファ')}:${percent(small)}(small)${percent(middle)}(middle)${percent(large)}(large)${percent(huge)}(huge) used`,
    say(
      `Firmware: ${environment.firmwareFile}  Config. file: ${environment.configFile}`,
      `実行中ファームウェア: ${environment.firmwareFile}  実行中設定ファイル: ${environment.configFile}`,
    ),
    say(
      `Default firmware: ${environment.firmwareFile}  Default config. file: ${environment.defaultConfigFile}`,
      `デフォルトファームウェア: ${environment.firmwareFile}  デフォルト設定ファイル: ${environment.defaultConfigFile}`,
    ),
    ...(machine.allows(WITH_SERIAL_SPEED).open
      ? [`${say('Serial Baudrate', 'シリアルボーレート')}: ${environment.serialBaudRate}`]
      : []),
    ...(machine.allows(WITH_FAN).open ? [`${say('Fan', 'ファン')}: ${say('Normal', '正常')}`] : []),
    `${say('Boot time', '起動時刻')}: ${at(clock.boot)}`,
    `${say('Current time', '現在の時刻')}: ${at(clock.now)}`,
    `${say('Elapsed time from boot', '起動からの経過時間')}: ${uptime(clock.uptimeSeconds)}`,
    `${say('Security Class', 'セキュリティクラス')}: ${level}, FORGET: ${onOff(forget)}, TELNET: ${onOff(telnet)}`,
    ...(machine.allows(WITH_THERMOMETER).open
      ? [`${say('Inside Temperature(C.)', '筐体内温度(℃)')}: ${environment.temperature}`]
      : []),
  ];
}
