"""What Ansible's network_cli has to know of the prompts and the levels of these routers: as much as a test needs."""

import json
import re

from ansible.errors import AnsibleConnectionFailure
from ansible_collections.ansible.netcommon.plugins.plugin_utils.terminal_base import TerminalBase


class TerminalModule(TerminalBase):
    # Not anchored, as the collection for these routers has it: output and prompt have to come in one piece.
    terminal_stdout_re = [re.compile(rb"[>#]"), re.compile(rb"Password: ")]
    terminal_stderr_re = [re.compile(rb"Error:", re.I)]

    def on_become(self, passwd=None):
        if self._get_prompt().rstrip().endswith(b"#"):
            return
        command = {"command": "administrator", "prompt": r"[\r\n]?Password: $", "answer": passwd or ""}
        self._exec_cli_command(json.dumps(command).encode())
        if not self._get_prompt().rstrip().endswith(b"#"):
            raise AnsibleConnectionFailure("no administrator after administrator")

    def on_unbecome(self):
        if self._get_prompt().rstrip().endswith(b"#"):
            self._exec_cli_command(b"exit")
