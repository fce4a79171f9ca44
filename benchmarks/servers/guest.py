"""A server in a virtual machine, with a client beside it, and what the machine executed meanwhile.

The machine and its clients are in a network namespace of their own, for which nobody needs to be
root: ports of the host are free in it, and nothing outside can be reached. A script that imports
this starts itself again there.
"""

import collections
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time

HOME = pathlib.Path(os.environ["SPECIALISE_HOME"])
PLUGIN = HOME / "plugins/libinstructions.so"

if "BENCHMARK_NAMESPACE" not in os.environ:
    os.environ["BENCHMARK_NAMESPACE"] = "1"
    os.execvp("unshare", ["unshare", "-rn", sys.executable, *sys.argv])
subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def definitions(image):
    """Returns what an image defines, as (address, kind, name), in the order of addresses."""
    lines = subprocess.run(["llvm-nm-22", "-n", f"{image}.sym"], check=True, text=True,
                           stdout=subprocess.PIPE).stdout.splitlines()
    return [(int(address, 16), kind, name) for address, kind, name in map(str.split, lines)]


def symbols(image):
    """Returns the functions of an image, as (address, name), in order."""
    return [(address, name) for address, kind, name in definitions(image) if kind in "tT"]


IMAGE, HOST = "10.0.2.15", "10.0.2.2"


def make_tap(name="tap0", host=HOST):
    """Makes an Ethernet between the host and machines."""
    for words in (["tuntap", "add", "dev", name, "mode", "tap"],
                  ["address", "add", f"{host}/24", "dev", name], ["link", "set", name, "up"]):
        subprocess.run(["ip", *words], check=True)


class Guest:
    """A machine that runs an image with a server at `port`.

    Without `network` it is behind QEMU's own network; else `network` is what follows `-netdev`, and
    the server has an address."""

    def __init__(self, image, port, memory="128M", plugin=None, counted=False, places=False,
                 network=None, words=(), machine="microvm",
                 card="virtio-net-device,netdev=n", address=IMAGE):
        self.scratch = tempfile.TemporaryDirectory(prefix="guest-")
        folder = pathlib.Path(self.scratch.name)
        self.socket, self.console, self.image = folder / "count", folder / "monitor", image
        self.place = (address, port) if network else ("127.0.0.1", 20000 + port % 10000)
        self.log = open(folder / "log", "w+b")
        forward = f"user,hostfwd=tcp:127.0.0.1:{self.place[1]}-:{port}"
        command = ["qemu-system-x86_64", "-M", machine, "-cpu", "max", "-accel", "tcg",
                   "-m", memory, "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
                   "-serial", "stdio", "-device", "isa-debug-exit,iobase=0x501,iosize=1",
                   "-monitor", f"unix:{self.console},server,nowait",
                   "-netdev", f"{network or forward},id=n",
                   "-global", "virtio-mmio.force-legacy=false", "-device", card, "-kernel", str(image), *words]
        if counted:
            plugin = f"socket={self.socket}" + (",places=on" if places else "")
        if plugin:
            command += ["-icount", "shift=0", "-plugin", f"{PLUGIN},{plugin}"]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.log,
                                        stderr=self.log)

    def monitor(self, command):
        """Returns what QEMU's monitor says to a command."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(self.console))
            said = b""
            for words in (b"", command.encode() + b"\n"):
                connection.sendall(words)
                said = b""
                while not said.endswith(b"(qemu) "):
                    said += connection.recv(4096)
        return said.decode()

    def words(self, address, count):
        """Returns `count` words of eight bytes in the machine's memory, from `address` on."""
        said = self.monitor(f"xp /{count}gx {address:#x}")
        lines = re.findall(r"^[0-9a-f]{8,}:(.*)$", said, re.MULTILINE)
        return [int(word, 16) for line in lines for word in line.split()]

    def address(self, name):
        """Returns where what has this name lies in the image, and in memory."""
        return next(address for address, _, other in definitions(self.image) if other == name)

    def free_pages(self):
        """Returns how many pages of RAM are free."""
        return self.words(self.address("free_pages"), 1)[0]

    def program_pages(self):
        """Returns how many pages the program has by `brk` and `mmap`.

        Its part of the address space begins at 64 GiB (runtime/memory/tables.h); there are only small
        pages in it."""
        def tables(entries):
            """The tables that are there of those which `entries` name."""
            return [self.words(entry & 0xffffffffff000, 512) for entry in entries if entry & 1]

        directories = self.words(self.address("__page_directory") + 8 * (512 + 64), 512 - 64)
        return sum(page & 1 for directory in tables(directories) for table in tables(directory)
                   for page in table)

    def output(self):
        """What the machine printed."""
        self.log.flush()
        return pathlib.Path(self.log.name).read_text(errors="replace")

    def connect(self, timeout=20):
        """Returns a connection to the server."""
        connection = socket.create_connection(self.place, timeout=timeout)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def answers(self, request, expected, patience=20):
        """Returns whether the server answers a request within some seconds as expected."""
        end = time.monotonic() + patience
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with self.connect(timeout=2) as connection:
                    connection.sendall(request)
                    if expected in connection.recv(65536):
                        return True
            except OSError:
                pass
            time.sleep(0.1)
        return False

    def counts(self):
        """Returns how many instructions were executed, and how often those at which addresses."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(self.socket))
            with connection.makefile() as stream:
                total = int(stream.readline())
                places = collections.Counter()
                for line in stream:
                    address, count = line.split()
                    places[int(address, 16)] = int(count)
        return total, places

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()
        self.scratch.cleanup()
