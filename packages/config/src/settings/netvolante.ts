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

export const netvolanteUse = inGlobal.keyedInitially<OfInterface, string>('netvolante-dns use', 'netvolante', 'auto');
export const netvolanteUsePp = inPp.initially<string>('netvolante-dns use pp', 'netvolante', 'auto');
export const netvolantePort = inGlobal.initially<string>('netvolante-dns port', 'netvolante', '2002');
export const netvolanteHostname = inGlobal.keyed<OfInterface & OfServer, string>(
  'netvolante-dns hostname host',
  'netvolante',
);
export const netvolanteHostnamePp = inPp.keyed<OfServer, string>('netvolante-dns hostname host pp', 'netvolante');
export const netvolanteTimeout = inGlobal.keyedInitially<OfInterface, string>(
  'netvolante-dns timeout',
  'netvolante',
  '90',
);
export const netvolanteTimeoutPp = inPp.initially<string>('netvolante-dns timeout pp', 'netvolante', '90');
export const netvolanteAutoHostname = inGlobal.keyedInitially<OfInterface & OfServer, string>(
  'netvolante-dns auto hostname',
  'netvolante',
  'off',
);
export const netvolanteAutoHostnamePp = inPp.keyedInitially<OfServer, string>(
  'netvolante-dns auto hostname pp',
  'netvolante',
  'off',
);
export const netvolanteServer = inGlobal.initially<string>(
  'netvolante-dns server',
  'netvolante',
  'netvolante-dns.netvolante.jp',
);
export const netvolanteRetryInterval = inGlobal.keyedInitially<OfInterface, string>(
  'netvolante-dns retry interval',
  'netvolante',
  'auto 10',
);
export const netvolanteRetryIntervalPp = inPp.initially<string>(
  'netvolante-dns retry interval pp',
  'netvolante',
  'auto 10',
);
export const netvolanteRegisterTimer = inGlobal.keyedInitially<OfServer, string>(
  'netvolante-dns register timer',
  'netvolante',
  'off',
);
export const netvolanteAutoSave = inGlobal.keyedInitially<OfServer, string>(
  'netvolante-dns auto save',
  'netvolante',
  'auto',
);

/** The first server, which is the only one that is asked. */
export const isFirstServer = ({ server }: OfServer): boolean => server !== 'server=2';
