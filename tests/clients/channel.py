"""What clients written in Python share: the router as the environment tells of it, and ways to its console."""

import os
import re
import socket
import sys
import time

SECONDS_MAX = 20

model = os.environ["ROUTER_MODEL"]
revision = os.environ["ROUTER_REVISION"]
nameless = os.environ["ROUTER_NAMELESS"] == "yes"
prompt = os.environ["ROUTER_PROMPT"]
language = os.environ["ROUTER_LANGUAGE"]
encoding = os.environ["ROUTER_ENCODING"]
lan = os.environ["ROUTER_LAN"]
ports = {way: int(os.environ["ROUTER_" + way.upper()]) for way in ("telnet", "ssh")}
passwords = {
    who: os.environ["ROUTER_" + variable]
    for who, variable in (("", "PASSWORD"), ("administrator", "ADMINISTRATOR"), ("hanako", "HANAKO"), ("taro", "TARO"))
}
words = {
    name: os.environ["WORDS_" + name.upper()] for name in ("question", "saving", "error", "unknown", "wrong")
}


def step(what):
    """Told to the runner, which counts."""
    print("@step " + what, flush=True)


def fail(what, got):
    print(f"in vain: {what}\ngot: {got[-2000:]!r}", flush=True)
    sys.exit(1)


class Channel:
    """Text in and out, in the encoding of the router; `receive` gives octets, `transmit` takes them."""

    enter = "\r\n"

    def __init__(self):
        self.octets = b""

    @property
    def text(self):
        return self.octets.decode(encoding, "replace")

    def send(self, text):
        self.transmit(text.encode(encoding))

    def wait(self, what, pattern, seconds=SECONDS_MAX):
        """The text up to the end of what matches. `what` is a step; None makes it none."""
        deadline = time.monotonic() + seconds
        while not re.search(pattern, self.text, re.M):
            chunk = self.receive(max(0.01, deadline - time.monotonic()))
            if chunk is None or time.monotonic() >= deadline:
                fail(what or pattern, self.text)
            self.octets += chunk
        text, self.octets = self.text, b""
        if what:
            step(what)
        return text

    def say(self, line, what, pattern):
        self.send(line + self.enter)
        return self.wait(what, pattern)

    def wait_for_end(self, what):
        while self.receive(SECONDS_MAX) is not None:
            pass
        step(what)


class Socket(Channel):
    """TCP as it is. Of TELNET it takes out what is no text, and answers nothing: nc, a script."""

    def __init__(self):
        super().__init__()
        self.socket = socket.create_connection(("127.0.0.1", ports["telnet"]))
        self.part = b""

    def receive(self, seconds):
        self.socket.settimeout(seconds)
        try:
            octets = self.socket.recv(65536)
        except socket.timeout:
            return b""
        except ConnectionError:
            return None
        return self.plain(octets) if octets else None

    def plain(self, octets):
        whole = self.part + octets
        kept = re.sub(rb"\xff[\xfb-\xfe].|\xff\xfa.*?\xff\xf0|\xff[\xf1-\xf9]", b"", whole, flags=re.S)
        kept, iac, self.part = kept.partition(b"\xff")
        self.part = iac + self.part
        return kept

    def transmit(self, octets):
        self.socket.sendall(octets)


class Shell(Channel):
    """A shell of paramiko on a terminal."""

    enter = "\r"

    def __init__(self, user="hanako", width=80, height=24, enter="\r", open_shell=None):
        import paramiko

        super().__init__()
        self.enter = enter
        self.client = paramiko.SSHClient()
        self.client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
        self.client.connect(
            "127.0.0.1", ports["ssh"], user, passwords[user], look_for_keys=False, allow_agent=False, timeout=SECONDS_MAX
        )
        if open_shell is None:
            self.channel = self.client.invoke_shell("vt100", width, height)
        else:
            self.channel = open_shell(self.client.get_transport())

    def receive(self, seconds):
        self.channel.settimeout(seconds)
        try:
            octets = self.channel.recv(65536)
        except socket.timeout:
            return b""
        return octets or None

    def transmit(self, octets):
        self.channel.sendall(octets)


def ends_with(sign):
    """The prompt as the last thing on the screen."""
    return r"(?:^|\r|\n)" + re.escape(prompt) + sign + r" \Z"


def log_in(channel):
    """Over telnet, from the first question to the first prompt."""
    if nameless:
        channel.wait("the question for a password", r"Password: \Z")
        return channel.say(passwords[""], "the banner and the prompt", ends_with(">"))
    channel.wait("the question for a name", r"Username: \Z")
    channel.say("hanako", "the question for a password", r"Password: \Z")
    return channel.say(passwords["hanako"], "the banner and the prompt", ends_with(">"))


# What a person in Japan writes, with octets of Shift_JIS that are `\` and `|` in ASCII.
NAME = "東京ポート表示" if language == "ja" else "tokyo office"


def configure(channel):
    """Becomes administrator, configures, saves, leaves with N, and logs out."""
    again = ends_with("#")
    end = re.escape(channel.echo_end if hasattr(channel, "echo_end") else "\r\n")
    channel.say("administrator", "the administrator's password", r"Password: \Z")
    channel.say(passwords["administrator"], "an administrator's prompt", again)
    channel.say("console lines infinity", "pages are off", "infinity" + end + re.escape(prompt) + r"# \Z")
    channel.say("console columns 200", "lines are long", "200" + end + re.escape(prompt) + r"# \Z")
    setting = f"ip {lan} address 10.0.0.1/8"
    channel.say(setting, "a setting is taken without a word", "/8" + end + re.escape(prompt) + r"# \Z")
    shown = channel.say(f"show config | grep {lan}", "the setting is shown", again)
    if f"\nip {lan} address 10.0.0.1/8\r\n" not in shown or "Searching ..." not in shown:
        fail("the setting", shown)
    channel.say(f'description {lan} "{NAME}"', "a name is taken", again)
    shown = channel.say(f'show config | grep "{NAME}"', "the name is found and shown", again)
    if not re.search(rf"^description {lan} .*{NAME}", shown, re.M):
        fail("the name", shown)
    channel.say("show confg", "a word that is none", re.escape(words["error"] + words["unknown"]) + r"\r\n.*\# \Z")
    channel.say("save", "it is saved", re.escape(words["saving"]) + r"\r\n.*\# \Z")
    channel.say(f"no description {lan}", "another setting", again)
    channel.say("exit", "the question", re.escape(words["question"]) + r"\Z")
    channel.send("N")
    channel.wait("one key is the answer", r"N\r\n.*> \Z")
    channel.send("exit" + channel.enter)
    channel.wait_for_end("the end")
