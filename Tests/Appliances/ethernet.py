"""An Ethernet between an image and the host, for tests with many connections.

QEMU's user network would let only one connection wait at a time, and mix up the order in which data of
several connections arrives. A test that imports this runs in a network namespace of its own, for which
nobody needs to be root.
"""

import collections
import os
import socket
import struct
import sys

from appliance import Appliance, run

IMAGE, HOST = "10.0.2.15", "10.0.2.2"
IMAGE6, HOST6 = "fe80::5054:ff:fe12:3456", "fe80::1"
CARD = bytes.fromhex("525400123456")
TCP, UDP = 6, 17

if "ETHERNET_NAMESPACE" not in os.environ:
    os.environ["ETHERNET_NAMESPACE"] = "1"
    os.execvp("unshare", ["unshare", "-rn", sys.executable, *sys.argv])
run(["ip", "link", "set", "lo", "up"])
run(["ip", "tuntap", "add", "dev", "tap0", "mode", "tap"])
run(["ip", "address", "add", f"{HOST}/24", "dev", "tap0"])
run(["ip", "link", "set", "tap0", "addrgenmode", "none"])
run(["ip", "address", "add", f"{HOST6}/64", "dev", "tap0", "nodad"])
run(["ip", "link", "set", "tap0", "up"])

Packet = collections.namedtuple("Packet", "version protocol covered content is_fragment length")
Packet.__doc__ = """A packet of the image: the protocol in it, what that one's checksum covers beside the content, the
content, whether it is a part of a packet only, and the bytes of the frame."""


def parse(frame):
    """Returns the packet in a frame, or nothing if it is of no internet."""
    kind, packet = frame[12:14], frame[14:]
    if kind == b"\x08\x00":
        end, start = struct.unpack("!H", packet[2:4])[0], (packet[0] & 15) * 4
        protocol, addresses, is_fragment = packet[9], packet[12:20], packet[6] & 0x3f or packet[7]
    elif kind == b"\x86\xdd":
        end, start = 40 + struct.unpack("!H", packet[4:6])[0], 40
        protocol, addresses, is_fragment = packet[6], packet[8:40], packet[6] == 44
    else:
        return None
    content = packet[start:end]
    covered = addresses + struct.pack("!IxxxB", len(content), protocol)
    return Packet(4 if kind == b"\x08\x00" else 6, protocol, covered, content, bool(is_fragment), len(frame))


class Wire:
    """What goes over the Ethernet while it is open."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 24)
        self.socket.bind(("tap0", 0))
        self.socket.settimeout(1)

    def packets(self):
        """Yields the packets of the image that have arrived."""
        while True:
            try:
                frame = self.socket.recv(1 << 17)
            except socket.timeout:
                return
            packet = parse(frame) if frame[6:12] == CARD else None
            if packet:
                yield packet

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()


def add_up(data):
    """Returns the sum of the Internet's checksums of `data` (RFC 1071)."""
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total > 0xffff:
        total = (total >> 16) + (total & 0xffff)
    return total


def is_begun(packet):
    """Returns whether a packet has only the beginning of TCP's or UDP's checksum, which the host goes on with."""
    place = 16 if packet.protocol == TCP else 6
    return struct.unpack("!H", packet.content[place:place + 2])[0] == add_up(packet.covered)


def is_whole(packet):
    """Returns whether the checksum of TCP or UDP in a packet is right."""
    return add_up(packet.covered + packet.content) == 0xffff


def without(*features):
    """Returns what to tell QEMU so that its cards do not offer `features`."""
    return [word for card in ["virtio-net-device", "virtio-net-pci"] for feature in features
            for word in ("-global", f"{card}.{feature}=off")]


class Neighbour(Appliance):
    """An appliance on the same Ethernet as the host."""

    def network(self, published):
        """Returns what connects the machine with the host's tap0."""
        self.address = IMAGE
        self.ports = {port: port for port, _ in published}
        words = ["-netdev", "tap,id=tap,ifname=tap0,script=no,downscript=no"]
        if self.machine == "microvm":
            words += ["-global", "virtio-mmio.force-legacy=false", "-device", "virtio-net-device,netdev=tap"]
        else:
            words += ["-device", "virtio-net-pci,netdev=tap,disable-legacy=on,romfile="]
        return [f"--qemu={word}" for word in words]
