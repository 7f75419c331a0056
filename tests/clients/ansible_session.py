"""A playbook by Ansible's network_cli, with plugins of our own in ansible/. Each task is a step."""

import json
import os
import re
import subprocess
import sys
import tempfile

import channel as router

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "ansible")
variables = {
    "ansible_host": "127.0.0.1",
    "ansible_port": router.ports["ssh"],
    "ansible_user": "hanako",
    "ansible_password": router.passwords["hanako"],
    "ansible_network_os": "rtx",
    "ansible_network_cli_ssh_type": "paramiko",
    "ansible_become": True,
    "ansible_become_method": "ansible.netcommon.enable",
    "ansible_become_password": router.passwords["administrator"],
    "ansible_python_interpreter": sys.executable,
    "model": router.model,
    "lan": router.lan,
}
with tempfile.TemporaryDirectory() as home:
    settings = {
        "HOME": home,
        "ANSIBLE_TERMINAL_PLUGINS": os.path.join(here, "terminal"),
        "ANSIBLE_CLICONF_PLUGINS": os.path.join(here, "cliconf"),
        "ANSIBLE_HOST_KEY_CHECKING": "False",
        "ANSIBLE_PARAMIKO_LOOK_FOR_KEYS": "False",
        "ANSIBLE_PARAMIKO_RECORD_HOST_KEYS": "False",
        "ANSIBLE_PERSISTENT_COMMAND_TIMEOUT": "20",
        "ANSIBLE_PERSISTENT_CONNECT_TIMEOUT": "10",
        "ANSIBLE_NOCOLOR": "1",
        "ANSIBLE_LOCALHOST_WARNING": "False",
    }
    command = ["ansible-playbook", "-i", "router,", "-e", json.dumps(variables), os.path.join(here, "session.yaml")]
    run = subprocess.run(command, env={**os.environ, **settings}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

print(run.stdout)
if run.returncode != 0:
    router.fail("a playbook without failures", run.stdout)
for name in re.findall(r"^TASK \[(.*)\]", run.stdout, re.M):
    router.step(name)
