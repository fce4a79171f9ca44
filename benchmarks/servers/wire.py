"""An Ethernet between the host and a machine that loses, swaps, cuts and invents frames.

QEMU sends and receives frames as datagrams on local sockets; the host's side is a tap device. Whoever
imports this is in a network namespace of its own (see guest.py).
"""

import fcntl
import os
import pathlib
import random
import select
import socket
import struct
import threading

TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 2, 0x1000


class Wire:
    """Carries frames in both directions, from 0 to 1 of which are lost or come after the next one.

    `seen` are the last frames to the machine, from which invented ones are made."""

    def __init__(self, folder, name="tap0", seed=1):
        self.loss = self.swap = 0.0
        self.random = random.Random(seed)
        self.seen, self.lost, self.swapped, self.carried = [], 0, 0, 0
        self.tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(self.tap, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TAP | IFF_NO_PI))
        self.here, self.there = pathlib.Path(folder) / "host", pathlib.Path(folder) / "machine"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(self.here))
        self.lock = threading.Lock()
        self.held = {}
        threading.Thread(target=self.carry, daemon=True).start()

    @property
    def network(self):
        """What follows `-netdev` for the machine's end."""
        return (f"dgram,local.type=unix,local.path={self.there},"
                f"remote.type=unix,remote.path={self.here}")

    def to_machine(self, frame):
        """Sends a frame to the machine, or loses it when the machine takes none."""
        try:
            self.socket.sendto(frame, str(self.there))
        except OSError:
            pass

    def to_host(self, frame):
        """Sends a frame to the host, or loses it when the host takes none."""
        try:
            os.write(self.tap, frame)
        except OSError:
            pass

    def pass_on(self, frame, send):
        """Sends a frame, loses it, or holds it until the next one has gone."""
        with self.lock:
            self.carried += 1
            if self.random.random() < self.loss:
                self.lost += 1
                return
            held = self.held.pop(send, None)
            if held is None and self.random.random() < self.swap:
                self.swapped += 1
                self.held[send] = frame
                return
            send(frame)
            if held is not None:
                send(held)

    def carry(self):
        """Carries frames for ever."""
        while True:
            ready, _, _ = select.select([self.tap, self.socket], [], [], 0.05)
            if self.tap in ready:
                frame = os.read(self.tap, 65536)
                self.seen = self.seen[-63:] + [frame]
                self.pass_on(frame, self.to_machine)
            if self.socket in ready:
                self.pass_on(self.socket.recv(65536), self.to_host)
            if not ready:
                for send, frame in list(self.held.items()):
                    self.held.pop(send)
                    send(frame)

    def invent(self, hardware_address):
        """Returns a frame that nobody sent: random, or one that was seen, cut or with wrong bytes.

        It is not empty, which QEMU would take for the end of the Ethernet."""
        kind = self.random.randrange(4)
        if kind == 0 or not self.seen:
            size = self.random.randrange(1600)
            types = self.random.choice([b"\x08\x00", b"\x08\x06", b"\x86\xdd", b"\x81\x00"])
            return hardware_address + self.random.randbytes(6) + types + self.random.randbytes(size)
        frame = bytearray(self.random.choice(self.seen))
        if kind == 1:
            return bytes(frame[:self.random.randrange(1, len(frame))])
        if kind == 2:
            # Mostly the lengths, offsets and flags of the headers.
            for _ in range(self.random.randrange(1, 4)):
                frame[self.random.randrange(12, min(len(frame), 74))] = self.random.randrange(256)
            return bytes(frame)
        return hardware_address + self.random.randbytes(self.random.randrange(60))
