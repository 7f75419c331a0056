/**
 * Manual chapter 34: NetVolante DNS. Values are the texts of what follows the words of their commands.
 * @module
 */
import { inGlobal, inPp } from '../setting.js';

interface OfInterface {
  readonly interface: string;
}
/** `server` is `''` or `server=1`, which mean the same, or `server=2`. */
interface OfServer {
  readonly server: string;
}

export const netvolanteUse = inGlobal.keyedInitially<OfInterface, string>('netvolante-dns use', 'dns', 'auto');
export const netvolanteUsePp = inPp.initially<string>('netvolante-dns use pp', 'dns', 'auto');
export const netvolantePort = inGlobal.initially<string>('netvolante-dns port', 'dns', '2002');
export const netvolanteHostname = inGlobal.keyed<OfInterface & OfServer, string>('netvolante-dns hostname host', 'dns');
export const netvolanteHostnamePp = inPp.keyed<OfServer, string>('netvolante-dns hostname host pp', 'dns');
export const netvolanteTimeout = inGlobal.keyedInitially<OfInterface, string>('netvolante-dns timeout', 'dns', '90');
export const netvolanteTimeoutPp = inPp.initially<string>('netvolante-dns timeout pp', 'dns', '90');
export const netvolanteAutoHostname = inGlobal.keyedInitially<OfInterface & OfServer, string>(
  'netvolante-dns auto hostname',
  'dns',
  'off',
);
export const netvolanteAutoHostnamePp = inPp.keyedInitially<OfServer, string>(
  'netvolante-dns auto hostname pp',
  'dns',
  'off',
);
export const netvolanteServer = inGlobal.initially<string>(
  'netvolante-dns server',
  'dns',
  'netvolante-dns.netvolante.jp',
);
export const netvolanteRetryInterval = inGlobal.keyedInitially<OfInterface, string>(
  'netvolante-dns retry interval',
  'dns',
  'auto 10',
);
export const netvolanteRetryIntervalPp = inPp.initially<string>('netvolante-dns retry interval pp', 'dns', 'auto 10');
export const netvolanteRegisterTimer = inGlobal.keyedInitially<OfServer, string>(
  'netvolante-dns register timer',
  'dns',
  'off',
);
export const netvolanteAutoSave = inGlobal.keyedInitially<OfServer, string>('netvolante-dns auto save', 'dns', 'auto');

/** The first server, which is the only one that is asked. */
export const isFirstServer = ({ server }: OfServer): boolean => server !== 'server=2';
