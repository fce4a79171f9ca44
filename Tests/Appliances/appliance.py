"""Builds an appliance as an image, runs it under `specialise run`, and talks to it from the host."""

import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PROFILE = ["--profile", os.environ["PROFILE"]] if "PROFILE" in os.environ else []
TOOL = os.environ.get("SPECIALISE", str(HERE.parent.parent / ".build/release/specialise"))


class Appliance:
    """The appliance in a folder; `published` are ports of the image with their protocols.

    `common` is a folder beside it with further sources; `further` is told to QEMU besides."""

    def __init__(self, name, published, deployment, machine="microvm", memory="128M", arguments=(),
                 parent=HERE, timeout=300, common=None, further=()):
        self.folder = parent / name
        self.common = common
        self.machine = machine
        self.scratch = tempfile.TemporaryDirectory(prefix="appliance-")
        self.image = pathlib.Path(self.scratch.name) / f"{name}.elf"
        self.build(name, deployment)
        command = [TOOL, "run", "--machine", machine, "--memory", memory, "--timeout", str(timeout)]
        command += self.network(published) + [f"--qemu={word}" for word in further]
        self.log = open(self.image.with_suffix(".log"), "w+b")
        self.process = subprocess.Popen(
            command + [str(self.image)] + (["--", *arguments] if arguments else []),
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)

    def network(self, published):
        """Returns what gives the machine a network, with the image's ports reached from the host."""
        self.address = "127.0.0.1"
        self.ports = {port: free_port() for port, _ in published}
        result = []
        for port, protocol in published:
            result += ["--publish", f"{self.ports[port]}:{port}/{protocol}"]
        return result

    def build(self, name, deployment):
        """Compiles all C files of the folder, and makes the image."""
        program = pathlib.Path(self.scratch.name) / name
        folders = [self.folder] + ([self.folder.parent / self.common] if self.common else [])
        sources = [str(path) for folder in folders for path in sorted(folder.glob("*.c"))]
        run([TOOL, "cc", "-Wall", "-Wextra", "-Werror", *sources, "-o", str(program)])
        self.make_image(f"{program}.bc", deployment)

    def make_image(self, bitcode, deployment):
        """Makes the image of a program for a deployment, in which FOLDER stands for the folder."""
        file = pathlib.Path(self.scratch.name) / "deployment.yaml"
        file.write_text(deployment.replace("FOLDER", str(self.folder)))
        run([TOOL, bitcode, "-o", str(self.image), "--deployment", str(file), *PROFILE])

    @property
    def size(self):
        """The bytes of the image."""
        return self.image.stat().st_size

    def connect(self, port, patience=60):
        """Returns a TCP connection to a port of the image, which may still be starting."""
        end = time.monotonic() + patience
        while True:
            try:
                connection = socket.create_connection((self.address, self.ports[port]), timeout=20)
                return connection
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise SystemExit(f"no connection; the image said: {self.output()}")
                time.sleep(0.2)

    def output(self):
        """What the image printed."""
        self.log.flush()
        return pathlib.Path(self.log.name).read_text(errors="replace")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()
        self.scratch.cleanup()


def run(command, **settings):
    """Runs a command that must go well; returns what it prints."""
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            **settings)
    if result.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{result.stdout}")
    return result.stdout


def free_port():
    """Returns a port of the host that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


failures = 0


def check(condition, what):
    """Counts and reports what does not hold."""
    global failures
    if not condition:
        failures += 1
    print(("ok    " if condition else "WRONG ") + what, flush=True)


def finish():
    """Ends with the right status."""
    sys.exit(1 if failures else 0)
