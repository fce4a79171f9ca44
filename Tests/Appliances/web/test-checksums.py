#!/usr/bin/env python3
"""Who makes the checksums of the web server's segments: the host where it offers to, else the image."""

import pathlib
import socket
import struct
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from appliance import check, finish  # noqa: E402
from ethernet import IMAGE, Neighbour, without  # noqa: E402

DEPLOYMENT = """files: {/www/index.html: FOLDER/www/index.html}
network: {address: 10.0.2.15/24, gateway: 10.0.2.2}
"""


def add_up(data):
    """Returns the sum of the Internet's checksums of `data` (RFC 1071)."""
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total > 0xffff:
        total = (total >> 16) + (total & 0xffff)
    return total


def segments(wire):
    """Yields what TCP's checksum covers beside the segment, and the segment, of the image's frames."""
    while True:
        try:
            frame = wire.recv(65536)
        except socket.timeout:
            return
        packet = frame[14:]
        if frame[12:14] != b"\x08\x00" or packet[9] != 6 or packet[12:16] != socket.inet_aton(IMAGE):
            continue
        length = struct.unpack("!H", packet[2:4])[0]
        segment = packet[(packet[0] & 15) * 4:length]
        yield packet[12:20] + struct.pack("!HH", 6, len(segment)), segment


def watch(machine, further):
    """Returns how many segments of an answer have a whole checksum, and how many only the beginning."""
    page = (HERE / "www/index.html").read_bytes()
    with Neighbour("web", [(80, "tcp")], DEPLOYMENT, machine=machine, further=further) as server:
        server.connect(80).close()
        with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3)) as wire:
            wire.bind(("tap0", 0))
            wire.settimeout(1)
            with server.connect(80) as connection:
                connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
                answer = b"".join(iter(lambda: connection.recv(65536), b""))
            check(answer.endswith(page), f"{machine}: the page")
            whole = begun = 0
            for addresses, segment in segments(wire):
                whole += add_up(addresses + segment) == 0xffff
                begun += struct.unpack("!H", segment[16:18])[0] == add_up(addresses)
            return whole, begun


def main():
    """Asks both kinds of machines, with a host that offers and with one that does not."""
    for machine in ["microvm", "q35"]:
        whole, begun = watch(machine, [])
        check(begun > 2 and not whole, f"{machine}: the host makes {begun} checksums, the image {whole}")
        whole, begun = watch(machine, without("csum", "guest_csum"))
        check(whole > 2 and not begun, f"{machine}: the host makes {begun} checksums, the image {whole}")
    finish()


if __name__ == "__main__":
    main()
