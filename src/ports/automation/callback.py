"""What a run of Portico prints and leaves behind: one line of text an event, and the results of each host as JSON.

Written beside the inventory of each run and named as its standard output. Results go into a file and not between the lines,
so that nothing a play prints can be taken for a result.
"""

import json
import multiprocessing
import os
import signal
import threading
import time

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
    name: portico
    type: stdout
    short_description: lines for people and results for Portico
    description: One line an event on standard output, and the results of each host in a file.
"""

FIELDS = ("ok", "changed", "unreachable", "failed", "skipped")


def end_with_parent():
    """Ends the whole group when whoever started it is gone: nobody is left to tell of it or to stop it."""
    parent = os.getppid()

    def watch():
        while os.getppid() == parent:
            time.sleep(0.5)
        # Workers of ansible-core 2.19 and later have left the group: each leads one of its own, in which its tasks are.
        for worker in multiprocessing.active_children():
            try:
                os.killpg(worker.pid, signal.SIGKILL)
            except OSError:
                pass
        os.killpg(os.getpgrp(), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "portico"

    def __init__(self):
        super().__init__()
        self.hosts = {}
        self.results = os.environ.get("PORTICO_RESULTS")
        # Everything is in memory once a playbook starts: what holds secrets need not lie about any longer.
        self.variables = os.environ.get("PORTICO_VARIABLES")
        end_with_parent()

    def say(self, text):
        # Not through Ansible's display: that wraps, colours and repeats to its own log.
        for line in str(text).splitlines() or [""]:
            print(line, flush=True)

    def host(self, result):
        return self.hosts.setdefault(result._host.get_name(), dict.fromkeys(FIELDS, 0))

    def keep(self):
        if not self.results:
            return
        part = self.results + ".part"
        with open(part, "w", encoding="utf-8") as file:
            json.dump(self.hosts, file)
        os.replace(part, self.results)

    def told(self, what, result, more=None):
        line = f"{what}: [{result._host.get_name()}]"
        self.say(f"{line}: {more}" if more else line)
        self.keep()

    def why(self, result):
        if result._task.no_log or result._result.get("_ansible_no_log"):
            return "what it says is not shown"
        return result._result.get("msg") or result._result.get("stderr") or "no reason was given"

    def v2_playbook_on_start(self, playbook):
        if self.variables:
            try:
                os.unlink(self.variables)
            except FileNotFoundError:
                pass

    def v2_playbook_on_play_start(self, play):
        self.say(f"PLAY {play.get_name().strip() or '-'}")

    def v2_playbook_on_task_start(self, task, is_conditional):
        self.say(f"TASK {task.get_name().strip()}")

    def v2_playbook_on_handler_task_start(self, task):
        self.say(f"HANDLER {task.get_name().strip()}")

    def v2_playbook_on_no_hosts_matched(self):
        self.say("no device of the run is one that this play is for")

    def v2_runner_on_ok(self, result):
        host = self.host(result)
        host["ok"] += 1
        changed = result._result.get("changed", False)
        host["changed"] += 1 if changed else 0
        self.told("changed" if changed else "ok", result, self.shown(result))

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self.host(result)["ok" if ignore_errors else "failed"] += 1
        self.told("failed, and ignored" if ignore_errors else "failed", result, self.why(result))

    def v2_runner_on_unreachable(self, result):
        self.host(result)["unreachable"] += 1
        self.told("unreachable", result, self.why(result))

    def v2_runner_on_skipped(self, result):
        self.host(result)["skipped"] += 1
        self.told("skipped", result)

    def shown(self, result):
        """What a task was written to show: the message of `debug`."""
        if result._task.action in ("debug", "ansible.builtin.debug") and not result._task.no_log:
            return result._result.get("msg")
        return None

    def v2_on_file_diff(self, result):
        if result._task.no_log or result._result.get("_ansible_no_log"):
            return
        diff = result._result.get("diff")
        for part in diff if isinstance(diff, list) else [diff]:
            if part:
                self.say(self._get_diff(part).rstrip())

    def v2_playbook_on_stats(self, stats):
        for name in stats.processed:
            counted = stats.summarize(name)
            self.hosts[name] = {
                "ok": counted["ok"],
                "changed": counted["changed"],
                "unreachable": counted["unreachable"],
                "failed": counted["failures"],
                "skipped": counted["skipped"],
            }
            parts = " ".join(f"{field}={self.hosts[name][field]}" for field in FIELDS)
            self.say(f"DONE [{name}]: {parts}")
        self.keep()
