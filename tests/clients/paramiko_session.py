"""A whole session as a script on paramiko has it."""

from channel import Shell, configure, ends_with, model, passwords, revision

import paramiko

import channel as router

transport = paramiko.Transport(("127.0.0.1", router.ports["ssh"]))
transport.start_client()
try:
    transport.auth_password("hanako", "osaka")
    router.fail("a wrong password is refused", "let in")
except paramiko.AuthenticationException:
    router.step("a wrong password is refused")
transport.close()

shell = Shell()
banner = shell.wait("the banner and the prompt", ends_with(">"))
if f"\r\n{model} {revision}" not in banner:
    router.fail("the model in the banner", banner)
configure(shell)
