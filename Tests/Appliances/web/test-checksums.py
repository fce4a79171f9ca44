#!/usr/bin/env python3
"""Who makes the checksums of the web server's segments: the host where it offers to, else the image."""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from appliance import check, finish  # noqa: E402
from ethernet import TCP, Neighbour, Wire, is_begun, is_whole, without  # noqa: E402

DEPLOYMENT = """files: {/www/index.html: FOLDER/www/index.html}
network: {address: 10.0.2.15/24, gateway: 10.0.2.2}
"""


def watch(machine, further):
    """Returns how many segments of an answer have a whole checksum, and how many only the beginning."""
    page = (HERE / "www/index.html").read_bytes()
    with Neighbour("web", [(80, "tcp")], DEPLOYMENT, machine=machine, further=further) as server:
        server.connect(80).close()
        with Wire() as wire:
            with server.connect(80) as connection:
                connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
                answer = b"".join(iter(lambda: connection.recv(65536), b""))
            check(answer.endswith(page), f"{machine}: the page")
            segments = [packet for packet in wire.packets() if packet.protocol == TCP]
            return sum(map(is_whole, segments)), sum(map(is_begun, segments))


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
