#!/usr/bin/env python3
"""memcached as an image: its own tests from the host, both protocols, UDP, threads, and many keys."""

import os
import pathlib
import shutil
import socket
import struct
import subprocess
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from port import HERE, Port, check, finish  # noqa: E402

HOME = pathlib.Path(os.environ.get("SPECIALISE_HOME", HERE.parent.parent / ".specialise"))


def run_suite(server):
    """Runs those of memcached's tests that work with a server that they did not start."""
    folder = pathlib.Path(server.scratch.name) / "suite"
    shutil.copytree(HOME / "sources/memcached/t", folder / "t")
    # The tests ask the program what it was built with.
    for name in ("memcached", "memcached-debug"):
        (folder / name).symlink_to((server.program_folder / "memcached").resolve())
    names = [line for line in (HERE / "memcached/passing.txt").read_text().splitlines()
             if line and not line.startswith("#")]
    for name in names:
        result = subprocess.run(
            ["prove", "-I", "t/lib", f"t/{name}"], cwd=folder, timeout=120, text=True,
            env=dict(os.environ, T_MEMD_USE_DAEMON=f"{server.address}:11211"),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        check(result.returncode == 0 and "Result: PASS" in result.stdout, f"its own {name}")
        if result.returncode:
            print(result.stdout)


class Client:
    """A connection that speaks the text protocol."""

    def __init__(self, server):
        self.connection = server.connect(11211)
        self.stream = self.connection.makefile("rwb")

    def ask(self, *lines):
        """Sends lines; returns the first line of the answer."""
        self.stream.write(b"".join(line + b"\r\n" for line in lines))
        self.stream.flush()
        return self.stream.readline().strip()

    def get(self, key):
        """Returns a value, or None."""
        head = self.ask(b"get " + key)
        if head == b"END":
            return None
        value = self.stream.read(int(head.split()[3]))
        self.stream.readline()
        self.stream.readline()
        return value


def work(server, number, wrong):
    """Sets keys and reads them back; adds to a shared number too."""
    client = Client(server)
    for i in range(300):
        key, value = b"key-%d-%d" % (number, i), bytes([i % 256]) * (i * 17 % 5000)
        if client.ask(b"set %s 0 0 %d" % (key, len(value)), value) != b"STORED":
            wrong.append(key)
        if client.get(key) != value:
            wrong.append(key)
        client.ask(b"incr shared 1")


def check_threads(server):
    """Lets sixteen clients work at a time, which memcached's threads share."""
    client, wrong = Client(server), []
    client.ask(b"set shared 0 0 1", b"0")
    workers = [threading.Thread(target=work, args=(server, i, wrong)) for i in range(16)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    check(not wrong, f"16 clients, 300 keys each: {len(wrong)} wrong")
    check(client.get(b"shared").strip() == b"4800", "no sum was lost between threads")


def check_protocols(server):
    """Asks over UDP and in the binary protocol, and for what is too large."""
    client = Client(server)
    client.ask(b"set word 5 0 5", b"value")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.settimeout(10)
        sender.sendto(struct.pack(">4H", 7, 0, 1, 0) + b"get word\r\n", (server.address, 11211))
        answer = sender.recv(1000)
    check(answer[8:] == b"VALUE word 5 5\r\nvalue\r\nEND\r\n", "an answer over UDP")
    with server.connect(11211) as connection:
        connection.sendall(struct.pack(">BBHBBHIIQ", 0x80, 0, 4, 0, 0, 0, 4, 9, 0) + b"word")
        answer = connection.makefile("rb").read(24 + 4 + 5)
    check(answer[24:] == b"\0\0\0\5value", "an answer of the binary protocol")
    check(client.ask(b"set large 0 0 2000000", bytes(2000000)).startswith(b"SERVER_ERROR"),
          "what is too large is refused")


def check_eviction(server):
    """Fills more than the memory, so that the oldest must go."""
    client, value = Client(server), bytes(100_000)
    for i in range(1000):
        client.ask(b"set big-%d 0 0 %d" % (i, len(value)), value)
    check(client.get(b"big-999") == value and client.get(b"big-0") is None, "the oldest went")


with Port("memcached", "memcached", [(11211, "tcp")], memory="256M", timeout=900) as server:
    print(f"memcached: {server.size} bytes")
    check_protocols(server)
    check_threads(server)
    run_suite(server)
    check_eviction(server)
finish()
