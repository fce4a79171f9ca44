#!/usr/bin/env python3
"""Who cuts the web server's segments: the host where it offers to, else the image."""

import ctypes
import pathlib
import random
import socket
import struct
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from appliance import check, finish  # noqa: E402
from ethernet import TCP, Neighbour, Wire, without  # noqa: E402

SIZE = 1 << 20
WHOLE = 1514


def lose(connection, part):
    """Has the host lose a part of what comes over a connection, before TCP sees it (BPF)."""
    load_random, jump_if_not_less, end = 0x20, 0x35, 6
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in [
        (load_random, 0, 0, 0xfffff038), (jump_if_not_less, 0, 1, int(part * 0xffffffff)),
        (end, 0, 0, 1 << 18), (end, 0, 0, 0)]))
    attach_filter = 26
    connection.setsockopt(socket.SOL_SOCKET, attach_filter,
                          struct.pack("HxxxxxxP", 4, ctypes.addressof(program)))


def fetch(server, room=None, pause=0.0, lost=0.0):
    """Returns what the server sends of the large file to one that has `room` bytes, and pauses."""
    with server.connect(80) as connection:
        connection.settimeout(120)
        if lost:
            lose(connection, lost)
        if room:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        connection.sendall(b"GET /large HTTP/1.0\r\n\r\n")
        parts = []
        while part := connection.recv(1 << 14):
            parts.append(part)
            time.sleep(pause)
        return b"".join(parts)


def watch(machine, large, further):
    """Fetches the large file; returns how many frames that took, and the longest."""
    content = large.read_bytes()
    deployment = f"files: {{/www/large: {large}}}\nnetwork: {{address: 10.0.2.15/24, gateway: 10.0.2.2}}\n"
    with Neighbour("web", [(80, "tcp")], deployment, machine=machine, further=further) as server:
        server.connect(80).close()
        with Wire() as wire:
            check(fetch(server).endswith(content), f"{machine}: all of the file")
            lengths = [packet.length for packet in wire.packets() if packet.protocol == TCP]
        check(fetch(server, room=4096).endswith(content), f"{machine}: all of it, where there is little room")
        check(fetch(server, room=1 << 14, pause=0.002).endswith(content), f"{machine}: all of it, slowly")
        check(fetch(server, lost=0.02).endswith(content), f"{machine}: all of it, though some is lost")
        return len(lengths), max(lengths)


def main():
    """Asks both kinds of machines, with a host that offers and with one that does not."""
    with tempfile.NamedTemporaryFile() as file:
        large = pathlib.Path(file.name)
        large.write_bytes(random.Random(1).randbytes(SIZE))
        for machine in ["microvm", "q35"]:
            joined, longest = watch(machine, large, [])
            check(longest > 4 * WHOLE, f"{machine}: the host cuts frames of up to {longest} bytes")
            for feature in ["host_tso4", "csum"]:
                alone, longest = watch(machine, large, without(feature))
                check(longest <= WHOLE, f"{machine}: without {feature} none has more than {longest}")
                check(joined < alone / 3, f"{machine}: {joined} frames instead of {alone}")
    finish()


if __name__ == "__main__":
    main()
