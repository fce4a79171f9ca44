"""Builds a server of others with its recipe, as an image, and runs it under `specialise run`, on an
Ethernet that it shares with the host.

PORTS may name a folder in which built programs stay from one run to the next.
"""

import os
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Appliances"))
from appliance import TOOL, check, finish, run  # noqa: E402,F401
from ethernet import HOST, IMAGE, Neighbour  # noqa: E402,F401


class Port(Neighbour):
    """The port in a folder: `build.sh` leaves PROGRAM.bc, `deployment.yaml` says where it runs.

    `files` are further files: path in the image -> path of the host."""

    def __init__(self, name, program, published, files=None, **settings):
        self.program = program
        self.files = files or {}
        super().__init__(name, published, (HERE / name / "deployment.yaml").read_text(),
                         parent=HERE, **settings)

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
