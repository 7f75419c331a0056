"""What Ansible's network_cli has to know of the commands of these routers: as much as a test needs."""

import json
import re

from ansible_collections.ansible.netcommon.plugins.plugin_utils.cliconf_base import CliconfBase


class Cliconf(CliconfBase):
    def get(self, command, prompt=None, answer=None, sendonly=False, output=None, newline=True, check_all=False):
        return self.send_command(
            command=command, prompt=prompt, answer=answer, sendonly=sendonly, newline=newline, check_all=check_all
        )

    def get_config(self, source="running", flags=None, format=None):
        return self.send_command(command="show config")

    def edit_config(self, candidate=None, commit=True, replace=None, diff=False, comment=None):
        text = candidate if isinstance(candidate, str) else "\n".join(candidate)
        lines = [line for line in text.splitlines() if line.strip()]
        answers = [self.send_command(command=line) for line in lines]
        return {"request": lines, "response": answers, "diff": "\n".join(lines)}

    def get_device_info(self):
        revision = re.search(r"Rev\.\S+", self.get("show environment | grep Rev"))
        return {"network_os": "rtx", "network_os_version": revision and revision.group(0)}

    def get_capabilities(self):
        capabilities = super().get_capabilities()
        capabilities["device_operations"] = {"supports_onbox_diff": True, "supports_commit": True}
        return json.dumps(capabilities)
