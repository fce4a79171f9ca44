"""An Ethernet between an image and the host, for tests with many connections.

QEMU's user network would let only one connection wait at a time, and mix up the order in which data of
several connections arrives. A test that imports this runs in a network namespace of its own, for which
nobody needs to be root.
"""

import os
import sys

from appliance import Appliance, run

IMAGE, HOST = "10.0.2.15", "10.0.2.2"

if "ETHERNET_NAMESPACE" not in os.environ:
    os.environ["ETHERNET_NAMESPACE"] = "1"
    os.execvp("unshare", ["unshare", "-rn", sys.executable, *sys.argv])
run(["ip", "link", "set", "lo", "up"])
run(["ip", "tuntap", "add", "dev", "tap0", "mode", "tap"])
run(["ip", "address", "add", f"{HOST}/24", "dev", "tap0"])
run(["ip", "link", "set", "tap0", "up"])


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
