#!/usr/bin/env python3
"""IPv4 and IPv6, TCP and UDP: who makes checksums and cuts segments, and whether what is cut arrives.

The host makes checksums and cuts segments where it offers to. What the image cuts into fragments itself, because
it is too long for the Ethernet or, over IPv6, for a link farther away, must have its checksum already.
"""

import pathlib
import random
import socket
import struct
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from appliance import check, finish  # noqa: E402
from ethernet import (HOST, HOST6, IMAGE, IMAGE6, TCP, UDP, Neighbour, Wire, add_up,  # noqa: E402
                      is_begun, is_whole, without)

PORT = 7
DEPLOYMENT = f"network: {{address: {IMAGE}/24, gateway: 10.0.2.2, ipv6: auto}}\n"
LARGE = 600_000
WHOLE = 1514
NARROW = 1280


def place(version):
    """Returns a family and the image's address in it."""
    if version == 4:
        return socket.AF_INET, (IMAGE, PORT)
    return socket.AF_INET6, (IMAGE6, PORT, 0, socket.if_nametoindex("tap0"))


def ask(version, size):
    """Returns whether a datagram of `size` bytes comes back."""
    family, address = place(version)
    question = random.Random(size).randbytes(size)
    with socket.socket(family, socket.SOCK_DGRAM) as caller:
        caller.settimeout(3)
        for _ in range(5):
            caller.sendto(question, address)
            try:
                return caller.recv(65536) == question
            except socket.timeout:
                pass
    return False


def fetch(connection, size):
    """Returns whether `size` bytes come as they should."""
    connection.settimeout(60)
    connection.sendall(b"%d\n" % size)
    parts, left = [], size
    while left and (part := connection.recv(min(left, 1 << 16))):
        parts.append(part)
        left -= len(part)
    block = bytes(place % 251 for place in range(1 << 16))
    return b"".join(parts) == (block * (size // len(block) + 1))[:size]


def call(version):
    """Returns a connection."""
    family, address = place(version)
    connection = socket.socket(family, socket.SOCK_STREAM)
    connection.settimeout(20)
    connection.connect(address)
    return connection


def narrow():
    """Tells the image that no more than `NARROW` bytes go over the way to the host (RFC 4443, 3.2)."""
    quoted = struct.pack("!IHBB", 6 << 28, 0, UDP, 64) + socket.inet_pton(socket.AF_INET6, IMAGE6)
    quoted += socket.inet_pton(socket.AF_INET6, HOST6)
    with socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6) as raw:
        # The host makes the checksum.
        raw.sendto(struct.pack("!BBHI", 2, 0, 0, NARROW) + quoted, place(6)[1][:1] + (0, 0) + place(6)[1][3:])


def stray(version, count):
    """Acknowledges what nobody has sent, to where the image waits for connections (RFC 9293, 3.10.7.2)."""
    family, address = place(version)
    covered = socket.inet_aton(HOST) + socket.inet_aton(IMAGE) + struct.pack("!xBH", TCP, 20)
    with socket.socket(family, socket.SOCK_RAW, socket.IPPROTO_TCP) as raw:
        if version == 6:
            # The host makes the checksum.
            raw.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_CHECKSUM, 16)
        for port in range(20_000, 20_000 + count):
            segment = struct.pack("!HHIIBBHHH", port, PORT, 1, port, 5 << 4, 16, 1000, 0, 0)
            rest = 0xffff - add_up(covered + segment)
            segment = segment[:16] + struct.pack("!H", rest) + segment[18:]
            raw.sendto(segment, address[:1] + (0,) + address[2:])


def watch_stray(name):
    """Looks at what comes back for strays, while connections come and go."""
    with Wire() as wire:
        for version in [4, 6] * 5:
            with call(version) as connection:
                stray(4, 10)
                stray(6, 10)
                check(fetch(connection, 100_000), f"{name}: an answer among strays")
        resets = sum(packet.protocol == TCP and packet.content[13] & 4 > 0 for packet in wire.packets())
    check(resets >= 200, f"{name}: {resets} resets")


def sort(packets, version, protocol):
    """Returns those whole packets of the image that have only the beginning of a checksum, and those with all."""
    ours = [packet for packet in packets
            if packet.version == version and packet.protocol == protocol and not packet.is_fragment]
    return [one for one in ours if is_begun(one)], [one for one in ours if is_whole(one)]


def watch(name, version, offers):
    """Looks at the packets of one kind of internet."""
    with Wire() as wire:
        check(ask(version, 100), f"{name}: a datagram")
        with call(version) as connection:
            check(fetch(connection, LARGE), f"{name}: a long answer")
        packets = list(wire.packets())
    for protocol, word in [(UDP, "datagrams"), (TCP, "segments")]:
        begun, whole = sort(packets, version, protocol)
        numbers = f"{name}: the checksums of {len(begun)} {word} are the host's, of {len(whole)} the image's"
        check(begun and not whole if offers else whole and not begun, numbers)
    longest = max(packet.length for packet in packets if packet.version == version)
    check(longest > 4 * WHOLE if offers else longest <= WHOLE, f"{name}: frames of up to {longest} bytes")
    with Wire() as wire:
        check(ask(version, 4000), f"{name}: a datagram in fragments")
        check(sum(packet.is_fragment for packet in wire.packets() if packet.version == version) > 2,
              f"{name}: there were some")


def watch_narrow(name):
    """Has the way become narrower while a connection is open."""
    with Wire() as wire:
        with call(6) as connection:
            check(fetch(connection, 10_000), f"{name}: before the way becomes narrow")
            narrow()
            check(fetch(connection, LARGE), f"{name}: an answer in segments that have become too long")
        fragments = sum(packet.is_fragment for packet in wire.packets())
        check(fragments > 2, f"{name}: {fragments} fragments")
        check(ask(6, 1400), f"{name}: a datagram that has become too long")
        fragments = sum(packet.is_fragment for packet in wire.packets())
        check(fragments == 2, f"{name}: {fragments} fragments")


def main():
    """Asks both kinds of machines, with a host that offers and with one that does not."""
    for machine in ["microvm", "q35"]:
        for offers in [True, False]:
            further = [] if offers else without("csum", "guest_csum")
            with Neighbour("both-internets", [(PORT, "tcp")], DEPLOYMENT, machine=machine,
                           further=further) as program:
                program.connect(PORT).close()
                for version in [4, 6]:
                    name = f"{machine}, host {'offers' if offers else 'does not offer'}, IPv{version}"
                    check(ask(version, 10), f"{name}: it is there")
                    watch(name, version, offers)
                watch_narrow(name)
                watch_stray(name)
    finish()


if __name__ == "__main__":
    main()
