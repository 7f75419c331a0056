"""A whole session as a script on Python's telnetlib has it: it refuses every option, and ends lines by LF alone."""

import re
import telnetlib
import warnings

from channel import Channel, configure, ends_with, log_in, ports

warnings.simplefilter("ignore")


class Telnet(Channel):
    enter = "\n"

    def __init__(self):
        super().__init__()
        self.telnet = telnetlib.Telnet("127.0.0.1", ports["telnet"], 20)

    def receive(self, seconds):
        try:
            return self.telnet.expect([re.compile(rb"(?s).+")], seconds)[2]
        except EOFError:
            return None

    def transmit(self, octets):
        self.telnet.write(octets)


channel = Telnet()
log_in(channel)
configure(channel)
