#!/usr/bin/env python3
"""The OpenFlow controller as an image: Open vSwitch as its switch, ovs-ofctl's probe and benchmark,
many switches at a time, hand-made and malformed messages.

Needs Debian's openvswitch-switch. ovs-vswitchd runs in user space with ports that only it knows.
"""

import json
import os
import pathlib
import random
import re
import struct
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "openflow"))
from appliance import Appliance, check, finish  # noqa: E402
from peer import *  # noqa: E402,F403

BROADCAST = b"\xff" * 6
DEPLOYMENT = """
network: {address: 10.0.2.15/24, gateway: 10.0.2.2}
devices: [mmio, pci, network]
"""


def packet_in(data, port, buffer=NO_BUFFER, number=5):
    """Returns the message for a frame without a flow."""
    return message(PACKET_IN, struct.pack(">IHHBx", buffer, len(data), port, 0) + data, number)


class FakeSwitch(Peer):
    """A switch that is only messages."""

    def __init__(self, server, number=1, ports=2):
        super().__init__(server.connect(6653))
        asked = [self.receive() for _ in range(2)]
        self.asked = {kind: body for kind, _, body in asked}
        request = next(number for kind, number, _ in asked if kind == FEATURES_REQUEST)
        features = struct.pack(">QIB3xII", number, 256, 1, 7, 0x7FF) + bytes(48 * ports)
        self.send(message(FEATURES_REPLY, features, request))

    def show(self, data, port, buffer=NO_BUFFER):
        """Sends a frame; returns what the controller says to it."""
        self.send(packet_in(data, port, buffer))
        return self.receive()


def check_answers(server):
    """Looks at each answer to a frame."""
    switch = FakeSwitch(server, 0x12345)
    check(switch.asked == {SET_CONFIG: struct.pack(">HH", 0, 128), FEATURES_REQUEST: b""}, "what it asks first")
    one, two = station(1), station(2)
    data = frame(BROADCAST, one, b"x" * 46, 0x88B5)
    kind, number, body = switch.show(data, 3)
    check((kind, number, body) == (PACKET_OUT, 5, struct.pack(">IHH", NO_BUFFER, 3, 8) + output(FLOOD, 0) + data),
          "a broadcast is flooded")
    kind, _, body = switch.show(data, 3, 77)
    check((kind, body) == (PACKET_OUT, struct.pack(">IHH", 77, 3, 8) + output(FLOOD, 0)), "also one that is kept")
    kind, _, body = switch.show(frame(station(9), one, b"x" * 46, 0x88B5), 3)
    check(kind == PACKET_OUT and body[8:16] == output(FLOOD, 0), "so is a frame for a station that is not known")
    data = frame(one, two, b"y" * 46, 0x88B5)
    kind, _, body = switch.show(data, 4, 78)
    flow = flow_mod(match(ALL_WILD & ~(1 | 4 | 8), port=4, source=two, destination=one), output(3, 0), idle=60,
                    buffer=78)[8:]
    check((kind, body) == (FLOW_MOD, flow), "a flow to a station that is known")
    switch.send(packet_in(data, 4))
    answers = [switch.receive()[::2] for _ in range(2)]
    check([kind for kind, _ in answers] == [FLOW_MOD, PACKET_OUT]
          and answers[1][1] == struct.pack(">IHH", NO_BUFFER, 4, 8) + output(3, 0) + data,
          "and the frame itself when it is not kept")
    kind, _, body = switch.show(data, 3, 79)
    check((kind, body) == (PACKET_OUT, struct.pack(">IHH", 79, 3, 0)), "a frame to its own port is dropped")
    switch.show(frame(BROADCAST, one, b"x" * 46, 0x88B5), 6)
    check(switch.show(frame(one, station(3), b"", 0x88B5), 1, 1)[2][-8:] == output(6, 0), "a station that has moved")
    switch.send(message(PORT_STATUS, struct.pack(">B7xH", 1, 6) + bytes(46)))
    kind, _, body = switch.show(frame(one, station(3), b"", 0x88B5), 1, 1)
    check(kind == PACKET_OUT and body[8:] == output(FLOOD, 0), "a port that has gone is forgotten")
    check(switch.ask(message(ECHO_REQUEST, b"abc")) == (ECHO_REPLY, b"abc"), "echo")
    for what, data, expected in [
            ("a short frame", packet_in(b"x" * 13, 1), (1, 6)), ("a short packet_in", message(PACKET_IN, b"x"), (1, 6)),
            ("short features", message(FEATURES_REPLY, b"x"), (1, 6)), ("a type", message(99), (1, 1)),
            ("a vendor", message(VENDOR, bytes(4)), (1, 3)), ("a version", message(PACKET_IN, version=2), (1, 0))]:
        check(error_of(switch.ask(data)) == expected, f"{what}: error {expected}")
    check("switch 0000000000012345: 2 ports" in server.output(), "it says which switch came")
    switch.close()


def check_many(server):
    """Lets many switches ask at a time; each has stations of its own."""
    switches = [FakeSwitch(server, number) for number in range(1, 101)]
    for number, switch in enumerate(switches):
        switch.send(packet_in(frame(BROADCAST, station(1), b"x", 0x88B5), number + 1, 1))
    for switch in switches:
        switch.receive()
    good = 0
    for number, switch in enumerate(switches):
        kind, _, body = switch.show(frame(station(1), station(2), b"x", 0x88B5), 200, 2)
        good += kind == FLOW_MOD and body[-8:] == output(number + 1, 0)
    check(good == 100, f"100 switches at a time: {good}")
    switch, good = switches[0], 0
    for number in range(1000):
        switch.show(frame(BROADCAST, struct.pack(">HI", 0x200, number), b"x", 0x88B5), number + 1, 1)
    for number in range(1000):
        kind, _, body = switch.show(frame(struct.pack(">HI", 0x200, number), station(2), b"x", 0x88B5), 2000, 2)
        good += kind == FLOW_MOD and body[-8:] == output(number + 1, 0)
    check(good > 990, f"1000 stations: {good} are known")
    burst = packet_in(frame(BROADCAST, station(7), b"x" * 46, 0x88B5), 1) * 5000
    switch.connection.settimeout(60)
    sender = threading.Thread(target=switch.send, args=(burst,))
    sender.start()
    good = sum(switch.receive()[0] == PACKET_OUT for _ in range(5000))
    sender.join()
    check(good == 5000, f"5000 frames in one go: {good} answers")
    for switch in switches:
        switch.close()


def check_bad(server):
    """Sends what is no message."""
    random.seed(5)
    peer = Peer(server.connect(6653), hello=False)
    peer.send(message(ECHO_REQUEST))
    got = [peer.receive()[:3:2] for _ in range(3)]
    check(got[0][0] == HELLO and error_of(got[1]) == (0, 0) and got[2][0] is None, "no hello")
    peer.close()
    peer = Peer(server.connect(6653), hello=False)
    peer.send(message(HELLO, struct.pack(">HHI", 1, 8, 0x7E), version=6))
    check([peer.receive()[0] for _ in range(3)] == [HELLO, SET_CONFIG, FEATURES_REQUEST], "a newer version's hello")
    peer.close()
    peer = Peer(server.connect(6653))
    peer.send(message(ECHO_REQUEST, length=3))
    check([kind for kind in (peer.receive()[0] for _ in range(3))][-1] is None, "a message of 3 bytes ends it")
    peer.close()
    for _ in range(200):
        peer = Peer(server.connect(6653))
        for _ in range(5):
            peer.send(message(random.randrange(2, 23), random.randbytes(random.randrange(120))))
        peer.send(random.randbytes(random.randrange(40)))
        peer.close()
    switch = FakeSwitch(server)
    check(switch.show(frame(BROADCAST, station(1), b"", 1), 1, 1)[0] == PACKET_OUT, "still answers")
    switch.close()


class OpenVSwitch:
    """Open vSwitch in user space, with a bridge whose ports `p1` to `p3` only it knows."""

    def __init__(self, controller):
        self.folder = tempfile.TemporaryDirectory(prefix="openvswitch-")
        here = self.folder.name
        self.environment = dict(os.environ, OVS_RUNDIR=here, OVS_LOGDIR=here, OVS_DBDIR=here, OVS_SYSCONFDIR=here)
        self.processes = []
        self.say("ovsdb-tool", "create", f"{here}/conf.db", "/usr/share/openvswitch/vswitch.ovsschema")
        self.start("ovsdb-server", f"{here}/conf.db", f"--remote=punix:{here}/db.sock")
        self.control("--no-wait", "init")
        self.start("ovs-vswitchd", f"unix:{here}/db.sock", "--enable-dummy=override", "--disable-system")
        self.control("add-br", "br0", "--", "set", "bridge", "br0", "datapath_type=dummy", "protocols=OpenFlow10",
                     "fail-mode=secure")
        for number in (1, 2, 3):
            self.control("add-port", "br0", f"p{number}", "--", "set", "interface", f"p{number}", "type=dummy",
                         f"ofport_request={number}", f"options:tx_pcap={here}/p{number}.pcap")
        self.control("set-controller", "br0", controller, "--", "set", "controller", "br0",
                     "connection-mode=out-of-band", "max_backoff=1000")

    def say(self, *words):
        """Runs a command; returns what it prints."""
        result = subprocess.run(words, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                text=True, timeout=60)
        if result.returncode:
            raise SystemExit(f"{' '.join(words)}: {result.stdout}")
        return result.stdout

    def start(self, *words):
        """Starts a server, and waits until it takes commands."""
        place = f"{self.folder.name}/{words[0]}.ctl"
        self.processes.append(subprocess.Popen(
            [*words, f"--unixctl={place}", "--log-file"], env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        for _ in range(100):
            if os.path.exists(place):
                return
            time.sleep(0.1)
        raise SystemExit(f"{words[0]} does not start")

    def control(self, *words):
        """Changes the configuration or asks for it."""
        return self.say("ovs-vsctl", "--timeout=20", f"--db=unix:{self.folder.name}/db.sock", *words)

    def ofctl(self, command, *words):
        """Asks the bridge."""
        return self.say("ovs-ofctl", "-O", "OpenFlow10", command, f"unix:{self.folder.name}/br0.mgmt", *words)

    def is_connected(self):
        """Tells whether the bridge has its controller."""
        said = self.control("--format=json", "--columns=is_connected", "list", "controller")
        return json.loads(said)["data"] == [[True]]

    def receive(self, port, data):
        """Lets a frame come in through a port."""
        self.say("ovs-appctl", "-t", f"{self.folder.name}/ovs-vswitchd.ctl", "netdev-dummy/receive", f"p{port}",
                 data.hex())

    def sent(self, port):
        """Returns how many frames went out through a port."""
        data = pathlib.Path(f"{self.folder.name}/p{port}.pcap").read_bytes()
        at, count = 24, 0
        while at + 16 <= len(data):
            at += 16 + struct.unpack_from("=I", data, at + 8)[0]
            count += 1
        return count

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.terminate()
            process.wait()
        self.folder.cleanup()


def wait_until(condition, patience=20):
    """Waits until something holds; returns whether it does."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def check_open_vswitch(server):
    """Lets Open vSwitch be ruled."""
    one, two = station(1), station(2)
    with OpenVSwitch(f"tcp:127.0.0.1:{server.ports[6653]}") as bridge:
        check(wait_until(bridge.is_connected), "Open vSwitch is connected")
        bridge.receive(1, frame(BROADCAST, one, packet("10.0.0.1", "10.0.0.2", 17, 1, 2)))
        check(wait_until(lambda: bridge.sent(2) == 1 and bridge.sent(3) == 1), "a broadcast is flooded")
        bridge.receive(2, frame(one, two, packet("10.0.0.2", "10.0.0.1", 17, 2, 1, payload=b"p" * 1200)))
        check(wait_until(lambda: bridge.sent(1) == 1), "an answer goes where the station is")
        check(bridge.sent(3) == 1, "and only there")
        said = bridge.ofctl("dump-flows")
        check("in_port=2,dl_src=02:11:22:33:44:02,dl_dst=02:11:22:33:44:01 actions=output:1" in
              re.sub(r"in_port=p2", "in_port=2", said).replace("output:p1", "output:1"), "by a flow")
        for _ in range(20):
            bridge.receive(2, frame(one, two, packet("10.0.0.2", "10.0.0.1", 17, 2, 1)))
        check(wait_until(lambda: bridge.sent(1) == 21), "which 20 more frames follow")


def check_tools(server):
    """Lets ovs-ofctl probe and measure."""
    place = f"tcp:127.0.0.1:{server.ports[6653]}"
    tool("ovs-ofctl", "probe", place)
    check(True, "probe")
    said = tool("ovs-ofctl", "-O", "OpenFlow10", "benchmark", place, "64", "2000")
    check("2000 packets * 72 bytes" in said and "Finished" in said, f"benchmark: {said.split('Finished in ')[-1].strip()}")


for machine in sys.argv[1:] or ("microvm", "q35"):
    with Appliance("openflow-controller", [(6653, "tcp")], DEPLOYMENT, machine=machine, common="openflow") as server:
        print(f"controller on {machine}: {server.size} bytes")
        Peer(server.connect(6653)).close()
        check_answers(server)
        check_tools(server)
        check_open_vswitch(server)
        check_many(server)
        check_bad(server)
finish()
