"""A whole session as Netmiko has it: netmiko_session.py ssh|telnet.

Debian's Netmiko knows no Yamaha routers yet; this is as much of a driver as one needs, on its base classes.
"""

import re
import sys
import time

import channel as router
from channel import step
from netmiko.base_connection import BaseConnection

way = sys.argv[1]


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
        if self.base_prompt:
            return super().enable(cmd, pattern, re_flags)
        # A prompt of one character leaves nothing to wait for but that character.
        self.write_channel(cmd + self.RETURN)
        output = self.read_until_pattern(pattern="ssword")
        self.write_channel(self.secret + self.RETURN)
        return output + self.read_until_pattern(pattern="# ")

    def exit_enable_mode(self, exit_command="exit"):
        self.write_channel(exit_command + self.RETURN)
        time.sleep(1)
        output = self.read_channel()
        if "(Y/N)" in output:
            self.write_channel("N")  # one key, and no Enter
            output += self.read_until_pattern(">")
        return output

    def save_config(self, cmd="save", confirm=False, confirm_response=""):
        return self.send_command(cmd)

    def telnet_login(self, *arguments, **options):
        """The nameless user's password is asked for first; where there is none such, a name."""
        if not router.nameless:
            self.read_until_pattern("sername: ")
            self.write_channel(self.username + self.TELNET_RETURN)
        self.read_until_pattern("assword: ")
        self.write_channel(self.password + self.TELNET_RETURN)
        return self.read_until_pattern("[>#]")


def send(device, command):
    """Up to the prompt; a bare one is `# ` behind a line of its own."""
    if device.base_prompt:
        return device.send_command(command)
    return device.send_command(command, expect_string=r"[>#] $")


device = Yamaha(
    device_type="yamaha_telnet" if way == "telnet" else "yamaha",
    host="127.0.0.1",
    port=router.ports[way],
    username="hanako",
    password=router.passwords["" if way == "telnet" and router.nameless else "hanako"],
    secret=router.passwords["administrator"],
    default_enter="\n",
)


def expect(what, holds, got):
    if not holds:
        router.fail(what, got)
    step(what)


expect("the prompt is found", device.base_prompt == router.prompt, device.base_prompt)
environment = send(device, "show environment")
expect("the model", re.search(rf"^{router.model} {re.escape(router.revision)}\S+ \(", environment, re.M), environment)
expect("administrator", "assword" in device.enable() or device.check_enable_mode(), "")
expect("an administrator's prompt", device.find_prompt() == router.prompt + "#", device.find_prompt())
answer = send(device, f"ip {router.lan} address 10.0.0.1/8")
expect("a setting is taken without a word", answer.rstrip("# \n") in ("", "RT"), answer)
shown = send(device, f"show config | grep {router.lan}")
expect("the setting is shown", f"\nip {router.lan} address 10.0.0.1/8" in shown, shown)
answer = send(device, "show confg")
if router.language == "en":
    expect("a word that is none", "Error: Invalid command name" in answer, answer)
answer = device.save_config() if device.base_prompt else send(device, "save")
expect("it is saved", "CONFIG0" in answer, answer)
send(device, f"no ip {router.lan} address")
output = device.exit_enable_mode()
expect("leaving with N", "(Y/N)" in output, output)
expect("a user's prompt", device.find_prompt() == router.prompt + ">", device.find_prompt())
device.disconnect()
step("the end")
