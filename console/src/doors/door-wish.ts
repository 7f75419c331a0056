import { isIP } from 'node:net';
import { Unusable } from '../host.js';

/** Where to listen: `2300`, `0.0.0.0:2300`, `[::1]:2300`. */
export interface DoorWish {
  readonly address: string;
  /** Of the first node; each further one has the next. */
  readonly port: number;
}

/** Nobody but this machine comes in unless it is said. */
const LOOPBACK = '127.0.0.1';

const WISH = /^(?:(?:\[([^\]]+)\]|([^:[\]]+)):)?(\d{1,5})$/;

/** @throws Unusable when it is no place to listen at. */
function readDoorWish(option: string, text: string | undefined): DoorWish | undefined {
  if (text === undefined) return undefined;
  const [whole, six, four, digits] = WISH.exec(text) ?? [];
  const address = six ?? four ?? LOOPBACK;
  const port = Number(digits);
  if (whole === undefined || isIP(address) === 0 || port < 1 || port > 65_535)
    throw new Unusable(
      `${option} ${text}: write a port, or an address and a port: 2300, 192.168.1.10:2300, [::1]:2300`,
    );
  return { address, port };
}

export const printPlace = ({ address, port }: DoorWish): string =>
  `${address.includes(':') ? `[${address}]` : address}:${port}`;

/** As the command line has them. */
export interface DoorOptions {
  readonly telnet?: string | undefined;
  readonly ssh?: string | undefined;
}

/** Which doors of the nodes are to be open to this machine, and others. */
export interface DoorWishes {
  readonly telnet: DoorWish | undefined;
  readonly ssh: DoorWish | undefined;
}

/** @throws Unusable when one is no place to listen at */
export const readDoorWishes = ({ telnet, ssh }: DoorOptions): DoorWishes => ({
  telnet: readDoorWish('--telnet', telnet),
  ssh: readDoorWish('--ssh', ssh),
});
