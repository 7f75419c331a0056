"""Programs that are seen in public code, by what they send and wait for: small_clients.py NAME. Drivers of our own.

    java        a controller for RT58i: TCP, options that nobody asked for, CR LF, waits instead of reading
    node        a telnet library of Node: `Password: `, `> `, no name
    pexpect     `RTX1200 (Rev.[0-9.]+)`, then `> `
    egressview  SSH; tries to switch pages off by `console lines 0`, then turns them by blanks
    home        SSH; CR alone, pages on at first in either language
"""

import re
import sys
import time

import channel as router
from channel import Shell, Socket, ends_with, fail, log_in, step

PAGE = r"---more---\Z|---つづく---\Z"


def java():
    channel = Socket()
    iac = lambda verb, option: bytes((255, verb, option))
    # DO SGA, WONT ECHO, WONT NAWS, DONT STATUS, WONT LFLOW
    channel.transmit(iac(253, 3) + iac(252, 1) + iac(252, 31) + iac(254, 5) + iac(252, 33))
    time.sleep(0.2)
    channel.wait("the question for a password", r"assword: \Z")

    def hear(line, seconds=0.2):
        channel.send(line + "\r\n")
        time.sleep(seconds)
        return channel.wait(None, r"[\s\S]+")

    hear(router.passwords[""])
    hear("administrator")
    if "# " not in hear(router.passwords["administrator"]):
        fail("administrator", channel.text)
    step("administrator")
    for word in ("login password encrypted", router.passwords[""], "atarashii", "atarashii"):
        hear(word)
    step("another login password")
    hear(f"ip {router.lan} address 10.0.0.1/8")
    output = hear("exit")
    if router.words["question"] not in output:
        fail("the question", output)
    hear("N")
    channel.send("exit\r\n")
    channel.wait_for_end("the end")
    channel = Socket()
    channel.wait(None, r"assword: \Z")
    channel.say("atarashii", "the new password is taken", r"> \Z")


def node():
    channel = Socket()
    log_in(channel)
    output = channel.say("show environment", "the environment", r"> \Z")
    if router.model not in output:
        fail("the environment", output)
    channel.send("exit\r\n")
    channel.wait_for_end("the end")


def pexpect():
    channel = Socket()
    channel.wait("the question for a password", r"Password: \Z")
    channel.send(router.passwords[""] + "\n")
    channel.wait("the banner", rf"{router.model} (Rev\.[0-9.]+)[\s\S]*> \Z")
    channel.send("administrator\n")
    channel.wait(None, r"Password: \Z")
    channel.send(router.passwords["administrator"] + "\n")
    channel.wait("administrator", r"# \Z")
    channel.send("console columns 80\n")
    channel.wait("a setting", r"# \Z")
    channel.socket.close()
    # It vanished at the prompt; the next one is let in, and the setting stayed.
    channel = Socket()
    channel.wait(None, r"Password: \Z")
    channel.send(router.passwords[""] + "\n")
    channel.wait("the next one is let in", r"> \Z")


def turn_pages(channel, line):
    """The whole output, page by page. A blank for each mark."""
    channel.send(line + channel.enter)
    output, pages = "", 0
    while True:
        text = channel.wait(None, PAGE + "|" + ends_with("[>#]").replace(r"\[>\#\]", "[>#]"))
        output += text
        if not re.search(PAGE, text):
            return output, pages
        pages += 1
        channel.send(" ")


def egressview():
    channel = Shell(enter="\n")
    channel.wait("the prompt", r"> \Z")
    channel.say("console lines 0", "what is out of range is told", re.escape(router.words["error"]) + r".*\r\n.*> \Z")
    output, pages = turn_pages(channel, "show environment")
    if "CPU:" not in output:
        fail("the environment", output)
    output, pages = turn_pages(channel, "show command")
    if pages < 10 or "show environment" not in output:
        fail("the commands, page by page", output)
    step("the commands, page by page")
    channel.send("show command\n")
    channel.wait(None, PAGE)
    channel.send("q")
    channel.wait("q ends it", ends_with(">"))


def home():
    channel = Shell(enter="\r")
    channel.wait("the prompt", r"> \Z")
    output, pages = turn_pages(channel, "show command")
    if pages < 10:
        fail("pages", output)
    step("pages in the language of the router")
    for line in ("console character ascii", "console lines infinity", "console columns 200"):
        channel.say(line, line, r"> \Z")
    output = channel.say("show status lan1", "the state of a LAN, in English", r"> \Z")
    if not re.search(r"LAN1[\s\S]*Transmitted", output):
        fail("the state of a LAN", output)
    channel.send("exit\r")
    channel.wait_for_end("the end")


{"java": java, "node": node, "pexpect": pexpect, "egressview": egressview, "home": home}[sys.argv[1]]()
