/**
 * PPTP commands changed over twenty years. A generation says how they stand in one era; which model at which firmware belongs
 * to which is told by its profile.
 * @module
 */

export type PptpGenerationName =
  | 'rta55i-4.06'
  | 'rt56v-4.07'
  | 'rt-6.03'
  | 'rt-7.01'
  | 'rt57i-8.00'
  | 'rt58i-9.01'
  | 'rtx1100-8.03'
  | 'rtx1200-era'
  | 'rtx-2018';

export interface PptpGeneration {
  readonly name: PptpGenerationName;
  readonly source: string;
  /** `pptp service` exists, what it is until somebody sets it, and whether it counts at once or from the next start on. */
  readonly service: {
    readonly exists: boolean;
    readonly initially: boolean;
    readonly obeyed: 'at once' | 'at the start';
  };
  readonly keepaliveInitially: boolean;
  readonly window: { readonly min: number; readonly max: number; readonly initial: number };
  /** `pptp tunnel disconnect time off` exists. */
  readonly disconnectOff: boolean;
  /** What keeps the disconnect timer from running out: older manuals count received data as well. */
  readonly idleMeans: 'none sent' | 'none sent and none received';
  readonly callIdMode: boolean;
  /** `with debug`: the lines appear only while `syslog debug on` stands too. */
  readonly syslog: 'none' | 'alone' | 'with debug';
  /** `names`: `pp bind tunnel1`; `numbers`: `pp bind tunnel 1`. */
  readonly bind: 'names' | 'numbers';
  /** What `pptp hostname` is until somebody sets it. */
  readonly hostNameInitially: 'model name' | 'none';
  /** What stands in the vendor field of Start-Control-Connection messages, and whether `pptp vendorname` exists. */
  readonly vendorName: { readonly initial: string; readonly settable: boolean };
  readonly ccpTypeInitially: 'stac' | 'none';
}

const YAMAHA = { initial: 'YAMAHA Corporation', settable: false } as const;
const WINDOW = { min: 1, max: 128, initial: 32 } as const;
const SERVICE_OFF = { exists: true, initially: false, obeyed: 'at once' } as const;

/** What the manuals of Rev.7.01 to Rev.9.01 have in common. */
const REV_7_TO_9 = {
  service: SERVICE_OFF,
  keepaliveInitially: true,
  window: WINDOW,
  disconnectOff: true,
  idleMeans: 'none sent and none received',
  callIdMode: true,
  bind: 'names',
  hostNameInitially: 'model name',
  vendorName: YAMAHA,
  ccpTypeInitially: 'stac',
} as const;

export const PPTP_GENERATIONS: Readonly<Record<PptpGenerationName, PptpGeneration>> = {
  // Here `pptp service` belongs to the LAN-TA function, by which a PC dials out through the router.
  'rta55i-4.06': {
    name: 'rta55i-4.06',
    source: 'CR-55',
    service: { exists: true, initially: true, obeyed: 'at the start' },
    keepaliveInitially: false,
    window: { min: 0, max: 32, initial: 4 },
    disconnectOff: false,
    idleMeans: 'none sent and none received',
    callIdMode: false,
    syslog: 'none',
    bind: 'numbers',
    hostNameInitially: 'model name',
    vendorName: YAMAHA,
    ccpTypeInitially: 'stac',
  },
  // The manual has no `pptp service`: port 1723 is open as soon as a PP is bound to a PPTP tunnel.
  'rt56v-4.07': {
    name: 'rt56v-4.07',
    source: 'CR-56',
    service: { exists: false, initially: true, obeyed: 'at once' },
    keepaliveInitially: false,
    window: WINDOW,
    disconnectOff: false,
    idleMeans: 'none sent and none received',
    callIdMode: true,
    syslog: 'none',
    bind: 'numbers',
    hostNameInitially: 'model name',
    vendorName: YAMAHA,
    ccpTypeInitially: 'none',
  },
  // Keepalive was off before Rev.6.03.11; `machine.ts` knows.
  'rt-6.03': {
    name: 'rt-6.03',
    source: 'CR-7.00, upgrade notes of CR-8.02',
    service: SERVICE_OFF,
    keepaliveInitially: true,
    window: WINDOW,
    disconnectOff: false,
    idleMeans: 'none sent and none received',
    callIdMode: false,
    syslog: 'none',
    bind: 'names',
    hostNameInitially: 'model name',
    vendorName: YAMAHA,
    ccpTypeInitially: 'stac',
  },
  'rt-7.01': { name: 'rt-7.01', source: 'CR-7.01, CR-8.02', ...REV_7_TO_9, syslog: 'alone' },
  'rt57i-8.00': { name: 'rt57i-8.00', source: 'CR-57', ...REV_7_TO_9, syslog: 'with debug' },
  'rt58i-9.01': { name: 'rt58i-9.01', source: 'CR-58', ...REV_7_TO_9, syslog: 'with debug' },
  'rtx1100-8.03': {
    name: 'rtx1100-8.03',
    source: 'CR15',
    ...REV_7_TO_9,
    idleMeans: 'none sent',
    syslog: 'alone',
  },
  'rtx1200-era': {
    name: 'rtx1200-era',
    source: 'CR15, CR-FWX, CR-NVR',
    ...REV_7_TO_9,
    idleMeans: 'none sent',
    callIdMode: false,
    syslog: 'alone',
  },
  'rtx-2018': {
    name: 'rtx-2018',
    source: 'CR25',
    ...REV_7_TO_9,
    idleMeans: 'none sent',
    callIdMode: false,
    syslog: 'alone',
    hostNameInitially: 'none',
    vendorName: { initial: '', settable: true },
  },
};
