/**
 * What a router says when it has just left the factory (manual section 1.7 and its forerunners).
 * @module
 */

const LAN_AND_DHCP = [
  'ip lan1 address 192.168.100.1/24',
  'dhcp service server',
  'dhcp server rfc2131 compliant except remain-silent',
  'dhcp scope 1 192.168.100.2-192.168.100.191/24',
] as const;

const ANALOG = [
  'analog supplementary-service pseudo call-waiting',
  'analog extension dial prefix line',
  'analog extension dial prefix sip prefix="9#"',
] as const;

export const FACTORY_NOTHING: readonly string[] = [];

export const FACTORY_LAN: readonly string[] = LAN_AND_DHCP;

export const FACTORY_LAN_TELNET: readonly string[] = [LAN_AND_DHCP[0], 'telnetd host lan', ...LAN_AND_DHCP.slice(1)];

/** FWX120: both passwords are preset. */
export const FACTORY_FWX: readonly string[] = [
  'login password doremi',
  'administrator password doremi',
  ...LAN_AND_DHCP,
];

export const FACTORY_NETVOLANTE: readonly string[] = [
  ...LAN_AND_DHCP,
  'dns private name setup.netvolante.jp',
  ...ANALOG,
];

export const FACTORY_RTV700: readonly string[] = [
  LAN_AND_DHCP[0],
  'isdn dial prefix line',
  'isdn dial prefix sip prefix="9#"',
  ...LAN_AND_DHCP.slice(1),
  ...ANALOG,
];
