#!/usr/bin/env python3
"""Redis as an image: its own Tcl test suite from the host, and load by redis-benchmark.

With --all the suite runs with its slow tests too, which takes some twenty minutes. LOG names a file
for what the suite prints.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from port import HERE, Port, check, finish, run  # noqa: E402

HOME = pathlib.Path(os.environ.get("SPECIALISE_HOME", HERE.parent.parent / ".specialise"))
SOURCE = HOME / "sources/redis"


def skipped():
    """Returns the tests of the suite that cannot pass; each stands below a reason."""
    names, reason = [], None
    for line in (HERE / "redis/skipped.txt").read_text().splitlines():
        if line.startswith("["):
            reason = line
        elif line and not line.startswith("#"):
            if not reason:
                raise SystemExit(f"'{line}' has no reason")
            names.append(line)
    return names


def run_suite(server, everything):
    """Runs Redis's suite; every test must pass that is not in the list."""
    folder = pathlib.Path(server.scratch.name) / "suite"
    shutil.copytree(SOURCE / "tests", folder / "tests")
    (folder / "src").mkdir()
    for tool in ("redis-cli", "redis-benchmark"):
        (folder / "src" / tool).symlink_to(shutil.which(tool))
    (folder / "src/redis-server").symlink_to(server.program_folder / "redis-server")
    names = skipped()
    (folder / "skip").write_text("".join(f"{name}\n" for name in names))
    tags = "-needs:repl" if everything else "-needs:repl -slow"
    with open(os.environ.get("LOG", folder / "log"), "w+", errors="replace") as log:
        subprocess.run(
            ["tclsh", "tests/test_helper.tcl", "--host", server.address, "--port", "6379",
             "--durable", "--skipfile", "skip", "--tags", tags],
            cwd=folder, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            timeout=4000 if everything else 3000)
        log.seek(0)
        output = re.sub(r"\x1b\[[0-9;]*m", "", log.read())
    results = dict.fromkeys(("ok", "skip", "ignore", "err", "exception", "timeout"), 0)
    for line in output.splitlines():
        match = re.match(r"\[(\w+)\]: (.*)", line)
        if match and match[1] in results:
            results[match[1]] += 1
            if match[1] in ("err", "exception", "timeout"):
                print(line)
    print(f"suite: {results}")
    check(results["err"] == results["exception"] == results["timeout"] == 0, "no test failed")
    check(results["ok"] > 900, f"{results['ok']} tests passed")
    check("All tests passed without errors" in output, "the suite is content")
    units = re.findall(r"^\[\d+/\d+ done\]: (\S+)", output, re.MULTILINE)
    check(len(units) == len(set(units)) and len(units) > 70, f"{len(units)} units ran")
    missing = [name for name in names if f"[skip]: {name}" not in output
               and f"[ignore]: {name}" not in output]
    check(not missing, f"each test of the list exists{': not ' if missing else ''}"
          + "; ".join(missing))


def run_load(server):
    """Lets redis-benchmark ask many times, and looks whether memory comes back."""
    def ask(*words):
        return run(["redis-cli", "-h", server.address, *words]).strip()

    def benchmark(*words):
        return run(["redis-benchmark", "-h", server.address, "-q", *words])

    ask("flushall")
    ask("config", "resetstat")
    said = benchmark("-n", "20000", "-t", "set,get,incr,lpush,rpop,sadd,hset,zadd,mset")
    check(said.count("requests per second") == 9, "nine commands, 20,000 times each")
    benchmark("-n", "200000", "-P", "50", "-t", "set,get")
    count = int(re.search(r"total_commands_processed:(\d+)", ask("info", "stats"))[1])
    check(count >= 580_000, f"{count} commands")
    benchmark("-c", "1000", "-n", "20000", "-t", "get")
    check(ask("ping") == "PONG", "a thousand connections")
    check(ask("set", "word", "value") == "OK" and ask("get", "word") == "value", "still answers")


# The clock of a PC shows whole seconds, so that an image knows the time to half a second. The suite
# compares times with the host's; begun early in a second, the image is a little ahead, not behind.
def wait_for_a_second():
    """Waits until a second of the clock begins."""
    time.sleep(1 - time.time() % 1)


class Redis(Port):
    """Redis, started early in a second."""

    def network(self, published):
        """Waits for the second before the machine starts."""
        wait_for_a_second()
        return super().network(published)


with Redis("redis", "redis-server", [(6379, "tcp")], memory="512M", timeout=5000) as server:
    print(f"redis: {server.size} bytes")
    server.connect(6379).close()
    run_suite(server, "--all" in sys.argv)
    run_load(server)
finish()
