"""Keys instead of passwords: publickey_session.py TYPE. One is typed in at the console, and OpenSSH logs in with it."""

import os
import subprocess
import sys
import tempfile

import channel as router
from channel import Shell, configure, ends_with, fail, step

kind = sys.argv[1]


class OpenSsh(router.Channel):
    """ssh(1), which has its terminal made by -tt, and reads lines from a pipe."""

    enter = "\r"

    def __init__(self, key):
        super().__init__()
        options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "BatchMode=yes"]
        options += ["PreferredAuthentications=publickey", "IdentitiesOnly=yes", f"IdentityFile={key}"]
        command = ["ssh", "-tt", "-p", str(router.ports["ssh"])]
        for option in options:
            command += ["-o", option]
        self.process = subprocess.Popen(
            [*command, "hanako@127.0.0.1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def receive(self, seconds):
        return os.read(self.process.stdout.fileno(), 65536) or None

    def transmit(self, octets):
        self.process.stdin.write(octets)
        self.process.stdin.flush()


def new_key(directory, name):
    path = os.path.join(directory, name)
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "hanako@office", "-f", path], check=True)
    with open(path + ".pub", encoding="ascii") as public:
        return path, public.read().strip()


with tempfile.TemporaryDirectory() as directory:
    own, public = new_key(directory, "own")
    other, _ = new_key(directory, "other")
    shell = Shell()
    shell.wait(None, ends_with(">"))
    shell.say("administrator", None, r"Password: \Z")
    shell.say(router.passwords["administrator"], "administrator", ends_with("#"))
    shell.send("import sshd authorized-keys hanako\r")
    shell.wait("the key is asked for", r"hanako\r\n[\s\S]*\Z")
    shell.say(public, "it is taken", ends_with("#"))
    fingerprint = subprocess.run(["ssh-keygen", "-lf", own], capture_output=True, text=True, check=True).stdout.split()[1]
    shown = shell.say("show sshd authorized-keys hanako type=fingerprint", "its fingerprint is that of ssh-keygen", ends_with("#"))
    if fingerprint not in shown.replace("\r\n", ""):
        fail(fingerprint, shown)
    shell.send("exit\r")
    shell.wait(None, r"\(Y/N\)\Z|> \Z")
    shell.client.close()

    stranger = OpenSsh(other)
    if stranger.process.wait(20) == 0 or b"Permission denied" not in stranger.process.stdout.read():
        fail("another key opens nothing", "")
    step("another key opens nothing")
    person = OpenSsh(own)
    person.wait("a shell without a password", ends_with(">"))
    configure(person)
