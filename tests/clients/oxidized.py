"""Fetches the configuration the way Oxidized does: oxidized.py ssh|telnet.

A driver of our own, by what its model for these routers sends and waits for. Its expressions see lines, as Ruby's do, and
the buffer is cleared before each command.
"""

import re
import sys

import channel as router
from channel import Shell, Socket, fail, step

PROMPT = r"^[\w.@()-]+[#>]\s?\Z"
PAGE = r"^---more---\Z"
QUESTION = r"^Save new configuration"


class Node:
    def __init__(self, way):
        self.channel = Shell(enter="\n") if way == "ssh" else Socket()

    def expect(self, what, *patterns):
        """Reads until one matches; a page's mark is answered by a blank at any time."""
        output = ""
        while True:
            output += self.channel.wait(None, "|".join([*patterns, PAGE]))
            if re.search(PAGE, output, re.M):
                self.channel.send(" ")
                output = re.sub(PAGE, "", output, flags=re.M)
                continue
            if what:
                step(what)
            return output

    def command(self, line, what=None, *patterns):
        self.channel.send(line + "\n")
        return self.expect(what, *(patterns or [PROMPT]))


def fetch(node):
    node.command("console lines infinity", "pages are off")
    node.command("console columns  200", "lines are long")
    node.command("console character ascii", "English")
    node.command("administrator", "the administrator's password", "^[pP]assword: ?")
    node.command(router.passwords["administrator"], "an administrator's prompt")
    output = node.command("show config", "the configuration")
    lines = [line for line in output.replace("\r", "").split("\n")[1:-1] if not line.startswith("# Reporting Date:")]
    if lines[0].split()[:2] != ["#", router.model] or f"console prompt {router.prompt}" not in lines:
        fail("the configuration, whole", output)
    if any(line.startswith("Error:") or "more" in line for line in lines):
        fail("nothing but the configuration", output)
    node.command("exit", "the question", QUESTION)
    node.channel.send("N\n")  # the Enter is an empty line to the router
    node.expect("a user's prompt", PROMPT)
    node.channel.send("exit\n")
    node.channel.wait_for_end("the end")
    return lines


def start(way):
    node = Node(way)
    if way == "telnet":
        if not router.nameless:
            node.expect(None, r"^[Uu]sername: ?")
            node.command("hanako", None, r"^[Pp]assword: ?")
            node.command(router.passwords["hanako"], "the first prompt")
        else:
            node.expect(None, r"^[Pp]assword: ?")
            node.command(router.passwords[""], "the first prompt")
    else:
        node.expect("the first prompt", PROMPT)
    return node


first = fetch(start(sys.argv[1]))
second = fetch(start(sys.argv[1]))
if first != second:
    fail("the same once more", "\n".join(set(first) ^ set(second)))
step("the same once more")

# With pages on the same text comes, page by page.
node = start(sys.argv[1])
node.command("console character ascii")
node.command("administrator", None, "^[pP]assword: ?")
node.command(router.passwords["administrator"])
node.command("console columns 200")
node.command("console lines 10")
output = node.command("show config", "the configuration, page by page")
paged = [line.split("\r")[-1] for line in re.sub(r"\r\n", "\n", output).split("\n")[1:-1]]
missing = [line for line in first if line not in paged and not line.startswith("console")]
if missing:
    fail("every line of it", "\n".join(missing) + "\n" + output)
