"""What scapy reads in captures: one line of JSON for each PPTP control message and each enhanced GRE header.

    read-with-scapy.py MAX CAPTURE...    the first MAX messages and the first MAX packets of each capture
"""

import json
import sys

from scapy.layers.inet import IP, TCP
from scapy.layers.l2 import GRE_PPTP
from scapy.layers.pptp import PPTP
from scapy.utils import PcapReader

CONTROL_PORT = 1723
GRE = 47


def value_of(value):
    if isinstance(value, bytes):
        return value.split(b"\0")[0].decode("latin1")
    return int(value)


def tell(kind, layer, octets, names):
    fields = {name: value_of(layer.getfieldval(name)) for name in names if layer.getfieldval(name) is not None}
    print(json.dumps({"kind": kind, "octets": octets.hex(), "fields": fields}))


def control(ip):
    octets = bytes(ip[TCP].payload)[: ip.len - 4 * ip.ihl - 4 * ip[TCP].dataofs]
    if len(octets) < 12 or int.from_bytes(octets[:2], "big") != len(octets):
        return False  # a segment that is not one whole message
    message = PPTP(octets)
    tell(type(message).__name__, message, octets, [field.name for field in message.fields_desc])
    return True


def data(ip):
    octets = bytes(ip.payload)[: ip.len - 4 * ip.ihl]
    header = GRE_PPTP(octets)
    tell("GRE", header, octets[:16], [field.name for field in header.fields_desc])
    return True


def read(file, limit):
    left = {CONTROL_PORT: limit, GRE: limit}
    for packet in PcapReader(file):
        ip = packet.getlayer(IP)
        if ip is None or ip.frag or ip.flags.MF:
            continue
        if ip.proto == GRE and left[GRE] > 0:
            left[GRE] -= data(ip)
        elif ip.proto == 6 and CONTROL_PORT in (ip[TCP].sport, ip[TCP].dport) and left[CONTROL_PORT] > 0:
            left[CONTROL_PORT] -= control(ip)
        if not any(left.values()):
            return


for capture in sys.argv[2:]:
    read(capture, int(sys.argv[1]))
