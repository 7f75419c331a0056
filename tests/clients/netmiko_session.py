"""A whole session as Netmiko has it: netmiko_session.py ssh|telnet PORT.

Debian's Netmiko knows no Yamaha routers yet; this is as much of a driver as one needs, on its base classes.
"""

import re
import sys
import time

from netmiko.base_connection import BaseConnection

QUESTION = "(Y/N)"


class Yamaha(BaseConnection):
    def session_preparation(self):
        self._test_channel_read(pattern=r"[>#]")
        self.set_base_prompt()
        self.send_command_timing("console lines infinity")
        self.clear_buffer()

    def set_base_prompt(self, pri_prompt_terminator=">", alt_prompt_terminator="#", delay_factor=1):
        return super().set_base_prompt(pri_prompt_terminator, alt_prompt_terminator, delay_factor)

    def check_enable_mode(self, check_string="#"):
        return super().check_enable_mode(check_string)

    def enable(self, cmd="administrator", pattern="ssword", re_flags=re.IGNORECASE):
        return super().enable(cmd, pattern, re_flags)

    def exit_enable_mode(self, exit_command="exit"):
        self.write_channel(exit_command + self.RETURN)
        time.sleep(1)
        output = self.read_channel()
        if QUESTION in output:
            self.write_channel("N")  # one key, and no Enter
            output += self.read_until_pattern(">")
        return output

    def telnet_login(self, *arguments, **options):
        """The nameless user's password is asked for first."""
        self.read_until_pattern("assword: ")
        self.write_channel(self.password + self.TELNET_RETURN)
        return self.read_until_pattern("[>#]")


def main(way, port):
    router = Yamaha(
        device_type="yamaha_telnet" if way == "telnet" else "yamaha",
        host="127.0.0.1",
        port=int(port),
        username="hanako",
        password="himitsu" if way == "telnet" else "shiawase",
        secret="naisho",
        default_enter="\n",
    )
    assert router.base_prompt == "RT", router.base_prompt
    environment = router.send_command("show environment")
    assert re.search(r"^RTX1210 Rev\.14\.\S+ \(", environment, re.M), environment
    router.enable()
    assert router.find_prompt() == "RT#", router.find_prompt()
    assert router.send_command("ip lan2 address 10.0.0.1/8") == ""
    shown = router.send_command("show config | grep lan2")
    assert "\nip lan2 address 10.0.0.1/8" in shown, shown
    assert "Error: Invalid command name" in router.send_command("show confg")
    output = router.exit_enable_mode()
    assert "Save new configuration ? (Y/N)" in output, output
    assert router.find_prompt() == "RT>", router.find_prompt()
    router.disconnect()


main(*sys.argv[1:])
