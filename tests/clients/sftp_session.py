"""Files of a router by SFTP: sftp_session.py paramiko|sftp. The administrator's password opens them, a user's does not."""

import os
import re
import subprocess
import sys
import tempfile

import paramiko

import channel as router
from channel import Shell, ends_with, fail, step

ADDED = "ip lan1 mtu 1400\r\n"


class Paramiko:
    def __init__(self, password):
        self.transport = paramiko.Transport(("127.0.0.1", router.ports["ssh"]))
        self.transport.connect(username="hanako", password=password)
        self.sftp = paramiko.SFTPClient.from_transport(self.transport)

    def names(self):
        return self.sftp.listdir("/system")

    def get(self, name):
        with self.sftp.open("/system/" + name, "rb") as file:
            return file.read()

    def put(self, name, octets):
        with self.sftp.open("/system/" + name, "wb") as file:
            file.write(octets)

    def close(self):
        self.transport.close()


class Sftp:
    """sftp(1), one command at a time, with its password from a program as ssh-askpass would be."""

    def __init__(self, password):
        self.directory = tempfile.TemporaryDirectory()
        asker = os.path.join(self.directory.name, "asker")
        with open(asker, "w", encoding="ascii") as script:
            script.write("#!/bin/sh\necho \"$SFTP_PASSWORD\"\n")
        os.chmod(asker, 0o700)
        self.environment = {
            **os.environ,
            "SSH_ASKPASS": asker,
            "SSH_ASKPASS_REQUIRE": "force",
            "SFTP_PASSWORD": password,
        }
        self.run("pwd")

    def run(self, command):
        options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR"]
        options += ["NumberOfPasswordPrompts=1", "PreferredAuthentications=password", "BatchMode=no"]
        if router.revision in ("Rev.9.", "Rev.10."):
            options += ["KexAlgorithms=+diffie-hellman-group1-sha1", "HostKeyAlgorithms=+ssh-rsa", "MACs=+hmac-sha1"]
        line = ["sftp", "-P", str(router.ports["ssh"])]
        for option in options:
            line += ["-o", option]
        result = subprocess.run(
            [*line, "-b", "-", "hanako@127.0.0.1"],
            input=command + "\n",
            env=self.environment,
            cwd=self.directory.name,
            capture_output=True,
            text=True,
            timeout=20,
            start_new_session=True,  # no terminal to ask at
        )
        if result.returncode != 0:
            raise OSError(result.stderr + result.stdout)
        return result.stdout

    def names(self):
        return [line.split("/")[-1] for line in self.run("ls -1 /system").splitlines() if "/" in line and ">" not in line]

    def get(self, name):
        self.run(f"get /system/{name} got")
        with open(os.path.join(self.directory.name, "got"), "rb") as file:
            return file.read()

    def put(self, name, octets):
        with open(os.path.join(self.directory.name, "given"), "wb") as file:
            file.write(octets)
        self.run(f"put given /system/{name}")

    def close(self):
        self.directory.cleanup()


Client = {"paramiko": Paramiko, "sftp": Sftp}[sys.argv[1]]

try:
    stranger = Client(router.passwords["hanako"])
    stranger.get("config0")
    fail("a user's password opens nothing", "config0")
except (OSError, paramiko.SSHException):
    step("a user's password opens nothing")

client = Client(router.passwords["administrator"])
names = client.names()
if not {"config", "config0"} <= set(names):
    fail("the names", repr(names))
step("the names")
running = client.get("config")
if not running.startswith(f"# {router.model} {router.revision}".encode()) or b"\r\n" not in running:
    fail("the running configuration", repr(running))
step("the running configuration")
kept = client.get("config0")
if b"administrator password " + router.passwords["administrator"].encode() not in kept:
    fail("the kept one, with its passwords", repr(kept))
step("the kept one, with its passwords")
client.put("config1", kept + ADDED.encode())
if client.get("config1") != kept + ADDED.encode():
    fail("another one is put", repr(client.get("config1")))
step("another one is put")
try:
    client.get("../etc/passwd")
    fail("nothing but configurations", "a file")
except OSError:
    step("nothing but configurations")
client.close()

# A session of the same user sees what was put.
shell = Shell()
shell.wait(None, ends_with(">"))
shell.say("administrator", None, r"Password: \Z")
shell.say(router.passwords["administrator"], None, ends_with("#"))
shell.say("console lines infinity", None, ends_with("#"))
listed = shell.say("show config list", "the console lists it", ends_with("#"))
if not re.search(r"^\W*(?:CONFIG)?1\b", listed, re.M | re.I):
    fail("the console lists it", listed)
