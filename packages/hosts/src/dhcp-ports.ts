import type { Instant } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { UdpSocket } from '@rtemu/ip/udp';
import type { Way } from '@rtemu/service/dhcp/server-settings';
import type { Ipv4Address } from '@rtemu/wire/address';
import { LIMITED_BROADCAST, UNSPECIFIED } from '@rtemu/wire/address';
import * as Dhcp from '@rtemu/wire/dhcp';

/** The UDP ports of DHCP on one machine, which its server, its relay and its clients share. */
export class DhcpPorts {
  /** Datagrams that were no messages. */
  malformed = 0;
  readonly #sockets = new Map<number, UdpSocket>();

  constructor(private readonly stack: Ipv4Stack) {}

  /** @returns false when somebody else has the port */
  open(port: number): boolean {
    if (this.#sockets.has(port)) return true;
    const socket = this.stack.udp.bind(port);
    if (socket !== undefined) this.#sockets.set(port, socket);
    return socket !== undefined;
  }

  close(port: number): void {
    const socket = this.#sockets.get(port);
    if (socket === undefined) return;
    this.stack.udp.close(socket);
    this.#sockets.delete(port);
  }

  /** The next message that came to a port, with where it came from. */
  poll(port: number) {
    const socket = this.#sockets.get(port);
    for (let datagram = socket?.poll(); datagram !== undefined; datagram = socket?.poll()) {
      const result = Dhcp.parse(datagram.payload);
      if (result.ok && datagram.interface !== undefined)
        return { interface: datagram.interface, destination: datagram.destination, message: result.value };
      this.malformed++;
    }
    return undefined;
  }

  send(
    now: Instant,
    from: number,
    source: Ipv4Address | undefined,
    way: Way,
    message: Dhcp.DhcpMessage,
    octetsMax?: number,
  ): void {
    const socket = this.#sockets.get(from);
    if (socket === undefined) return;
    const payload = Dhcp.emit(message, octetsMax);
    const toClient = message.op === 'reply' && way.kind !== 'relay';
    const port = toClient ? Dhcp.CLIENT_PORT : Dhcp.SERVER_PORT;
    const said = source === undefined ? {} : { source, ...(source === UNSPECIFIED && { nameless: true }) };
    if (way.kind === 'relay' || way.kind === 'address')
      this.stack.udp.send(now, socket, way.address, port, payload, said);
    else if (this.stack.interfaces().some((each) => each.number === way.interface)) {
      const { interface: number } = way; // it may be gone since the question came
      const station = way.kind === 'hardware' ? { station: way.hardwareAddress } : {};
      const destination = way.kind === 'hardware' ? way.address : LIMITED_BROADCAST;
      this.stack.udp.send(now, socket, destination, port, payload, { ...said, interface: number, ...station });
    }
  }
}
