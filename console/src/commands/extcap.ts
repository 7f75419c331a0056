/**
 * What Wireshark asks of a program in its extcap folder (the manual page extcap(4)): which interfaces there are, what
 * frames they have, and a capture of one into a named pipe.
 * @module
 */
import { fileSink } from '../captures/sink.js';
import { EXIT, type Host, Unusable } from '../host.js';
import type { Sight } from '../lookout/protocol.js';
import { lookOn, type RunningLab, runningLabs } from '../lookout/running-labs.js';
import { follow } from './capture.js';

export interface ExtcapOptions {
  readonly extcapInterfaces?: boolean;
  readonly extcapDlts?: boolean;
  readonly extcapConfig?: boolean;
  readonly capture?: boolean;
  readonly extcapInterface?: string | undefined;
  readonly extcapCaptureFilter?: string | undefined;
  readonly fifo?: string | undefined;
}

/** By what kind of frames there are: the number and the name that libpcap has for it. */
const LINK = {
  ethernet: { number: 1, name: 'EN10MB', display: 'Ethernet' },
  ppp: { number: 9, name: 'PPP', display: 'PPP in the clear' },
} as const;

/** An interface of a running lab, and what Wireshark knows it by. */
interface Offer {
  /** Plain, where the oldest lab of that name is meant; otherwise the full one. */
  readonly value: string;
  /** With the number of the lab's process, so that it means the same when another lab comes or goes. */
  readonly full: string;
  readonly lab: RunningLab;
  readonly sight: Sight;
}

/** `rtemu extcap`. */
export async function extcap(host: Host, version: string, options: ExtcapOptions): Promise<number> {
  const { extcapInterfaces, extcapDlts, extcapConfig, capture, extcapInterface, extcapCaptureFilter, fifo } = options;
  if (!extcapInterfaces && !extcapDlts && !extcapConfig && !capture)
    throw new Unusable('this is for Wireshark; docs/LAB-FILES.md tells how it finds rtemu');
  if (extcapConfig) return EXIT.fine; // there is nothing to be chosen
  if (extcapCaptureFilter) throw new Unusable('a capture filter is not understood here; use a display filter');
  const offers = offersOf(await runningLabs(host.lookouts ?? []));
  if (extcapInterfaces) {
    host.output.write(`extcap {version=${version}}{display=rtemu}\n${offers.map(interfaceLine).join('')}`);
    return EXIT.fine;
  }
  const { lab, sight } = theOffer(offers, extcapInterface);
  if (extcapDlts) {
    const { number, name, display } = LINK[sight.kind];
    host.output.write(`dlt {number=${number}}{name=${name}}{display=${display}}\n`);
    return EXIT.fine;
  }
  if (fifo === undefined) throw new Unusable('--capture needs --fifo');
  const stream = await lookOn(lab, sight.place);
  return follow(stream, () => fileSink(fifo));
}

/** Every interface of every lab. */
function offersOf(labs: readonly RunningLab[]): Offer[] {
  const taken = new Set<string>();
  return labs.flatMap((lab) =>
    lab.sights.map((sight) => {
      const full = plain(`rtemu-${lab.name}-${lab.process}-${sight.place}`);
      const short = plain(`rtemu-${lab.name}-${sight.place}`);
      const value = taken.has(short) ? full : short;
      taken.add(value);
      return { value, full, lab, sight };
    }),
  );
}

const plain = (text: string): string => text.replace(/[^\p{L}\p{N}_.]+/gu, '-');

function interfaceLine({ value, lab, sight }: Offer): string {
  const display = `${sight.place.replace(':', ' ')} (lab ${lab.name})`.replace(/[{}]/g, ' ');
  return `interface {value=${value}}{display=${display}}\n`;
}

function theOffer(offers: readonly Offer[], value: string | undefined): Offer {
  const offer = offers.find((one) => one.value === value) ?? offers.find((one) => one.full === value);
  if (!offer) throw new Unusable(`${value ?? 'an interface that is not named'} is in no lab that is running`);
  return offer;
}
