/** What our parser makes of octets, held against what scapy makes of them. */
import * as Gre from '@rtemu/wire/gre';
import * as Pptp from '@rtemu/wire/pptp';

/** Where scapy has another name for a field than the RFC, from which ours are. */
const NAME_IN_SCAPY = {
  vendorName: 'vendor_string',
  receiveWindowSize: 'pkt_window_size',
  packetProcessingDelay: 'pkt_proc_delay',
  packetTransmitDelay: 'pkt_transmit_delay',
  peersCallId: 'peer_call_id',
  physicalChannelId: 'channel_id',
  callStatistics: 'call_statistic',
};

const scapyName = (name) => NAME_IN_SCAPY[name] ?? name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

function fieldsOfMessage(octets) {
  const result = Pptp.parse(octets);
  if (!result.ok) return undefined;
  const { kind, ...fields } = result.value;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [scapyName(name), value]));
}

/** Only the header is at hand, so the payload is as long as it says. */
function fieldsOfHeader(octets) {
  const whole = new Uint8Array(octets.length + ((octets[4] << 8) | octets[5]));
  whole.set(octets);
  const result = Gre.parse(whole);
  if (!result.ok) return undefined;
  const { callId, sequence, acknowledgement, payload } = result.value;
  return {
    call_id: callId,
    payload_len: payload.length,
    ...(sequence === undefined ? {} : { sequence_number: sequence }),
    ...(acknowledgement === undefined ? {} : { ack_number: acknowledgement }),
  };
}

/**
 * The name of a field that we read otherwise than scapy, `unread` for octets that we refuse, or nothing.
 *
 * @param {{kind: string, octets: string, fields: Record<string, number | string>}} record of `read-with-scapy.py`
 */
export function disagreement({ kind, octets, fields }) {
  const ours = (kind === 'GRE' ? fieldsOfHeader : fieldsOfMessage)(Buffer.from(octets, 'hex'));
  if (!ours) return 'unread';
  return Object.keys(ours).find((name) => ours[name] !== fields[name]);
}
