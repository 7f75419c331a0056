"""Reads `show environment` and `show ip route` with templates of TextFSM that take nothing but what they know."""

import os
import re

import textfsm

import channel as router
from channel import Socket, ends_with, fail, log_in, step

channel = Socket()
log_in(channel)
channel.say("console lines infinity", None, ends_with(">"))


def parse(command, name):
    output = channel.say(command, None, ends_with(">"))
    body = "\n".join(line.rstrip("\r") for line in output.split("\n")[1:-1]) + "\n"
    with open(os.path.join(os.path.dirname(__file__), name + ".textfsm"), encoding="ascii") as template:
        table = textfsm.TextFSM(template)
    try:
        rows = [dict(zip(table.header, row)) for row in table.ParseText(body)]
    except textfsm.TextFSMError as error:
        fail(f"{command}: {error}", body)
    step(f"{command}: {len(rows)}")
    return rows


def expect(what, holds, got):
    if not holds:
        fail(what, repr(got))
    step(what)


for columns in (80, 200):
    channel.say(f"console columns {columns}", None, ends_with(">"))
    (environment,) = parse("show environment", "show_environment")
    expect("the model", environment["MODEL"] == router.model, environment)
    expect("the revision", environment["REVISION"].startswith(router.revision), environment)
    expect("the rest", all(environment[name] for name in ("SERIAL", "MEMORY", "BOOT", "ELAPSED", "CLASS")), environment)

routes = {route["DESTINATION"]: route for route in parse("show ip route", "show_ip_route")}
expect("the LAN", routes["192.168.100.0/24"]["KIND"] == "implicit", routes)
expect("the default route", (routes["default"]["GATEWAY"], routes["default"]["INTERFACE"]) == ("192.168.100.254", "LAN1"), routes)
expect("a route to a network", routes["10.0.0.0/8"]["KIND"] == "static", routes)
