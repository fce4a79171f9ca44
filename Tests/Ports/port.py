"""Builds a server of others with its recipe, as an image, and runs it under `specialise run`.

The image and the host share an Ethernet: QEMU's user network would let only one connection wait at a
time, and mix up the order in which data of several connections arrives. A test that imports this runs
in a network namespace of its own, for which nobody needs to be root.

PORTS may name a folder in which built programs stay from one run to the next.
"""

import os
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Appliances"))
from appliance import TOOL, Appliance, check, finish, run  # noqa: E402,F401

IMAGE, HOST = "10.0.2.15", "10.0.2.2"

if "PORTS_NAMESPACE" not in os.environ:
    os.environ["PORTS_NAMESPACE"] = "1"
    os.execvp("unshare", ["unshare", "-rn", sys.executable, *sys.argv])
run(["ip", "link", "set", "lo", "up"])
run(["ip", "tuntap", "add", "dev", "tap0", "mode", "tap"])
run(["ip", "address", "add", f"{HOST}/24", "dev", "tap0"])
run(["ip", "link", "set", "tap0", "up"])


class Port(Appliance):
    """The port in a folder: `build.sh` leaves PROGRAM.bc, `deployment.yaml` says where it runs.

    `files` are further files: path in the image -> path of the host."""

    def __init__(self, name, program, published, files=None, **settings):
        self.program = program
        self.files = files or {}
        super().__init__(name, published, (HERE / name / "deployment.yaml").read_text(),
                         parent=HERE, **settings)

    def network(self, published):
        """Returns what connects the machine with the host's tap0."""
        self.address = IMAGE
        self.ports = {port: port for port, _ in published}
        words = ["-netdev", "tap,id=tap,ifname=tap0,script=no,downscript=no",
                 "-global", "virtio-mmio.force-legacy=false",
                 "-device", "virtio-net-device,netdev=tap"]
        return [f"--qemu={word}" for word in words]

    def build(self, name, deployment):
        """Builds the program with its recipe unless that was done, and makes the image."""
        built = pathlib.Path(os.environ.get("PORTS", self.scratch.name)) / name
        self.program_folder = built
        if not (built / f"{self.program}.bc").exists():
            run([str(self.folder / "build.sh"), str(built)], env=dict(os.environ, CC=f"{TOOL} cc"))
        # The paths of the host become absolute, because the deployment is copied elsewhere.
        deployment = re.sub(r"^(  /\S+: )(?=[^/])", r"\1FOLDER/", deployment, flags=re.MULTILINE)
        more = "".join(f"\n  {path}: {host}" for path, host in self.files.items())
        self.make_image(str(built / f"{self.program}.bc"),
                        deployment.replace("files:", "files:" + more, 1))
