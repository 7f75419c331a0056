"""Reads and changes the configuration the way the Terraform provider for these routers does, over SSH.

A driver of our own, by what it sends and waits for: a terminal of 40 rows and 512 columns with ECHO off, lines that end in CR,
and the language left as it is.
"""

import re

import channel as router
from channel import Shell, fail, step
from paramiko.common import cMSG_CHANNEL_REQUEST
from paramiko.message import Message

ECHO_OFF = b"\x35\x00\x00\x00\x00" + b"\x00"  # RFC 4254 section 8: opcode 53, 0; the end
PROMPT = r"(?:^|\n)(?![#\s])[^\r\n]{0,98}[>#] \Z"


def open_shell(transport):
    channel = transport.open_session()
    message = Message()
    message.add_byte(cMSG_CHANNEL_REQUEST)
    message.add_int(channel.remote_chanid)
    message.add_string("pty-req")
    message.add_boolean(False)
    message.add_string("vt100")
    for size in (512, 40, 0, 0):
        message.add_int(size)
    message.add_string(ECHO_OFF)
    transport._send_user_message(message)
    channel.invoke_shell()
    return channel


shell = Shell(open_shell=open_shell)


def run(line, what, pattern=PROMPT):
    output = shell.say(line, what, pattern)
    if re.search(r"Error:|エラー", output, re.I):
        fail(what, output)
    return output


shell.wait("the prompt", PROMPT)
run("console lines infinity", "pages are off")
run("administrator", "the question for a password", r"Password:")
answer = shell.say(router.passwords["administrator"], "administrator", PROMPT)
if "#" not in answer or re.search(r"incorrect|failed|Invalid|エラー|パスワードが違います", answer):
    fail("administrator", answer)
environment = run("show environment", "the environment")
for pattern in (
    r"(RTX?\d+i?)\s+Rev\.",
    r"serial=([A-Z0-9]+)",
    r"MAC-Address=",
    r"(?:Elapsed time from boot|起動からの経過時間):",
    r"(?:Default config\. file|デフォルト設定ファイル):\s*config(\d+)",
):
    if not re.search(pattern, environment):
        fail(pattern, environment)
run(f"ip {router.lan} address 10.0.0.1/8", "a setting is made")
run("ip filter 100 reject * * udp,tcp 135 *", "a filter is made")
config = run("show config", "the configuration is read")
for line in (f"ip {router.lan} address 10.0.0.1/8", "ip filter 100 reject * * udp,tcp 135 *"):
    if f"\n{line}\r\n" not in config:
        fail(line, config)
if any(len(line) > 79 for line in config.split("\r\n")[:-1]):
    fail("lines broken by the router, not by the terminal", config)
run("administrator password", "the old password is asked for", r"Old_Password:")
shell.say(router.passwords["administrator"], "the new one is asked for", r"New_Password:")
shell.say("shinpitsu", "and again", r"New_Password(?:\(Confirm\))?:")
shell.say("shinpitsu", "the password is another one", PROMPT)
run("save", "it is saved")
run("no ip filter 100", "a filter is taken away")
shell.send("exit\r")
shell.wait("the question", r"\([yY]/[nN]\)|保存しますか")
shell.send("Y\r")
shell.wait("it is saved with Y", r"CONFIG0[\s\S]*> \Z")
shell.send("exit\r")
shell.wait_for_end("the end")

# The second one of its pool, with the password of now.
shell = Shell(open_shell=open_shell)
shell.wait(None, PROMPT)
run("administrator", None, r"Password:")
if "# " not in shell.say("shinpitsu", "the new password is taken", PROMPT):
    fail("the new password is taken", "")
if re.search(r"ip filter 100", run("show config | grep filter", "what was taken away is gone").split("Searching")[1]):
    fail("what was taken away is gone", "")
