#!/usr/bin/env python3
"""Measures requests a second of a server's image and of the same server under Linux, side by side.

usage: throughput.py nginx|redis IMAGE KERNEL INITRAMFS

Both run at the same time in equal machines of one emulator, reached by an Ethernet each; a client asks
one, then the other, several times over. Prints the medians and their ratio.
"""

import pathlib
import re
import statistics
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from guest import Guest, make_tap  # noqa: E402
from measure import CLOSE, PING  # noqa: E402

ROUNDS = 5
ADDRESSES = {"image": ("10.0.2.15", "10.0.2.2", "tap0"), "linux": ("10.0.3.15", "10.0.3.2", "tap1")}


def rate(server, address):
    """Returns requests a second of the server at an address."""
    if server == "nginx":
        command = ["wrk", "-t", "1", "-c", "20", "-d", "4s", f"http://{address}/"]
        pattern = r"Requests/sec:\s+([\d.]+)"
    else:
        command = ["redis-benchmark", "-h", address, "-q", "-n", "30000", "-t", "set"]
        pattern = r"SET: ([\d.]+) requests per second"
    said = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        sys.exit(said)
    return float(re.findall(pattern, said)[-1])


def start(server, kind, kernel, words):
    """Returns the machine of a kind."""
    address, host, tap = ADDRESSES[kind]
    make_tap(tap, host)
    # Linux finds cards of PCI, which interrupt it by messages; the image has one of MMIO.
    machine = {} if kind == "image" else {
        "machine": "pc", "card": "virtio-net-pci,netdev=n,disable-legacy=on,romfile="}
    return Guest(kernel, 80 if server == "nginx" else 6379, memory="512M", address=address,
                 network=f"tap,ifname={tap},script=no,downscript=no", words=words, **machine)


def main(server, image, kernel, initramfs):
    """Measures both."""
    line = f"console=ttyS0 quiet address={ADDRESSES['linux'][0]}"
    rates = {"image": [], "linux": []}
    with start(server, "image", image, []) as ours, \
            start(server, "linux", kernel, ["-initrd", initramfs, "-append", line]) as theirs:
        request = (CLOSE, b"200 OK") if server == "nginx" else (PING, b"PONG")
        for guest in (ours, theirs):
            if not guest.answers(*request, 120):
                sys.exit(f"no answer; the machine printed: {guest.output()}")
        for _ in range(ROUNDS):
            for kind, found in rates.items():
                found.append(rate(server, ADDRESSES[kind][0]))
    medians = [statistics.median(found) for found in rates.values()]
    print(f"{medians[0]:.0f} {medians[1]:.0f} {medians[0] / medians[1]:.2f}")


main(*sys.argv[1:])
