#!/usr/bin/env python3
"""The OpenFlow switch as an image: Open vSwitch's tools and controller as peers, frames through each
action, hand-made and malformed messages.

Needs Debian's openvswitch-common and openvswitch-testcontroller. Each port of the switch is a network
card whose frames QEMU carries in datagrams between the loopback address and this program.
"""

import os
import pathlib
import random
import re
import socket
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "openflow"))
from appliance import Appliance, check, finish, free_port  # noqa: E402
from peer import *  # noqa: E402,F403

PORTS = 4
BROADCAST = b"\xff" * 6
DEPLOYMENT = """
network: {address: 10.0.2.15/24, gateway: 10.0.2.2}
devices: [mmio, pci, network]
"""


class Cable:
    """What is connected with one port of the switch."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.far = free_port()

    def words(self, number, machine):
        """Returns what gives the machine the card at the end of the cable."""
        near = self.socket.getsockname()[1]
        device = "virtio-net-device" if machine == "microvm" else "virtio-net-pci"
        more = "" if machine == "microvm" else ",disable-legacy=on,romfile="
        return ["-netdev", f"socket,id=port{number},udp=127.0.0.1:{near},localaddr=127.0.0.1:{self.far}",
                "-device", f"{device},netdev=port{number},mac=02:00:00:00:00:0{number}{more}"]

    def send(self, data):
        """Sends a frame to the switch."""
        self.socket.sendto(data, ("127.0.0.1", self.far))

    def receive(self, patience=0.0):
        """Returns the frames that came."""
        frames = []
        self.socket.settimeout(patience or 0.001)
        while True:
            try:
                frames.append(self.socket.recv(4096))
            except socket.timeout:
                return frames
            self.socket.settimeout(0.05)


class Switch(Appliance):
    """A switch with four ports."""

    def __init__(self, machine="microvm", arguments=()):
        self.cables = [Cable() for _ in range(PORTS)]
        words = [word for number, cable in enumerate(self.cables, 1)
                 for word in cable.words(number, machine)]
        super().__init__("openflow-switch", [(6653, "tcp")], DEPLOYMENT, machine=machine,
                         common="openflow", arguments=arguments, further=words)
        self.place = f"tcp:127.0.0.1:{self.ports[6653]}"

    def wait(self):
        """Waits until the switch answers."""
        Peer(self.connect(6653)).close()

    def ofctl(self, command, *words, fails=False):
        """Runs ovs-ofctl on the switch."""
        return tool("ovs-ofctl", "-O", "OpenFlow10", "--timeout=20", command, self.place, *words,
                    fails=fails)

    def flows(self):
        """Returns the flows as ovs-ofctl prints them, without what differs from run to run."""
        lines = [line for line in self.ofctl("dump-flows").splitlines() if "actions=" in line]
        return [re.sub(r"duration=[^,]*, |idle_age=\d+, |hard_age=\d+, ", "", line.strip()) for line in lines]

    def pass_frame(self, port, data):
        """Sends a frame through a port; returns what comes out, as port -> frames."""
        for cable in self.cables:
            cable.receive()
        self.cables[port - 1].send(data)
        # A second frame behind it would overtake nothing: both queues keep their order.
        end = time.monotonic() + 0.6
        out = {}
        while time.monotonic() < end:
            for number, cable in enumerate(self.cables, 1):
                for one in cable.receive():
                    out.setdefault(number, []).append(one)
                    end = min(end, time.monotonic() + 0.15)
        return out


def check_learning(switch):
    """Without a controller it is an ordinary switch."""
    one, two = station(1), station(2)
    hello = frame(BROADCAST, one, b"x" * 46, 0x88B5)
    check(switch.pass_frame(1, hello) == {2: [hello], 3: [hello], 4: [hello]}, "a broadcast is flooded")
    answer = frame(one, two, b"y" * 46, 0x88B5)
    check(switch.pass_frame(2, answer) == {1: [answer]}, "an answer goes where the station is")
    check(switch.pass_frame(3, answer) == {1: [answer]}, "and from where it has moved to")
    back = frame(two, one, b"z" * 1500, 0x88B5)
    check(switch.pass_frame(1, back) == {3: [back]}, "a full frame follows it")
    check(switch.pass_frame(4, frame(one, one, b"", 0x88B5)) == {}, "to the port that it is on: nothing")
    other = frame(one, two, b"y" * 46, 0x88B5, tag=5)
    check(sorted(switch.pass_frame(2, other)) == [1, 3, 4], "another VLAN knows nothing of it")
    reserved = frame(b"\x01\x80\xc2\0\0\x02", one, b"x" * 46, 0x88CC)
    check(switch.pass_frame(1, reserved) == {}, "frames for switches themselves are not passed on")


def check_tools(switch):
    """Lets ovs-ofctl ask and change."""
    said = switch.ofctl("show")
    check("n_tables:1, n_buffers:256" in said and said.count("addr:02:00:00:00:00:0") == PORTS, "show")
    check(all(f" {i}(" in said and f"addr:02:00:00:00:00:0{i}" in said for i in range(1, PORTS + 1)),
          "ports are in the order of the cards")
    check("openflow-switch" in switch.ofctl("dump-desc"), "dump-desc")
    switch.ofctl("add-flow", "priority=5,in_port=1,actions=output:2")
    switch.ofctl("add-flow", "cookie=0x12,priority=7,ip,nw_src=10.1.0.0/16,actions=drop")
    switch.ofctl("add-flow", "priority=9,tcp,tp_dst=80,idle_timeout=100,actions=mod_nw_tos:8,flood")
    check(switch.flows() == [
        "cookie=0x0, table=0, n_packets=0, n_bytes=0, idle_timeout=100, priority=9,tcp,tp_dst=80 "
        "actions=mod_nw_tos:8,FLOOD",
        "cookie=0x12, table=0, n_packets=0, n_bytes=0, priority=7,ip,nw_src=10.1.0.0/16 actions=drop",
        "cookie=0x0, table=0, n_packets=0, n_bytes=0, priority=5,in_port=1 actions=output:2",
    ], "add-flow and dump-flows")
    payload = frame(BROADCAST, station(1), b"x" * 46, 0x88B5)
    check(switch.pass_frame(1, payload) == {2: [payload]}, "a flow sends to its port")
    inner = frame(BROADCAST, station(1), packet("10.1.2.3", "10.2.2.2", 17, 1, 2))
    check(switch.pass_frame(1, inner) == {}, "one of more priority drops")
    check("packet_count=2 byte_count=" in switch.ofctl("dump-aggregate"), "dump-aggregate")
    check(re.search(r"flow_count=1", switch.ofctl("dump-aggregate", "ip,nw_src=10.1.0.0/16")),
          "dump-aggregate of some")
    check("active=3" in switch.ofctl("dump-tables"), "dump-tables")
    said = switch.ofctl("dump-ports", "1")
    check(re.search(r"port +1: rx pkts=(\d+)", said) and int(re.search(r"rx pkts=(\d+)", said)[1]) >= 2,
          "dump-ports of one")
    check(switch.ofctl("dump-ports").count("rx pkts=") == PORTS, "dump-ports of all")
    switch.ofctl("mod-flows", "in_port=1,actions=output:3")
    check(sum("priority=5,in_port=1 actions=output:3" in flow for flow in switch.flows()) == 1, "mod-flows")
    switch.ofctl("mod-flows", "--strict", "priority=5,in_port=1,actions=output:4")
    check(any("in_port=1 actions=output:4" in flow for flow in switch.flows()), "mod-flows --strict")
    switch.ofctl("del-flows", "out_port=4")
    check(len(switch.flows()) == 2, "del-flows by port")
    switch.ofctl("del-flows", "--strict", "priority=8,ip,nw_src=10.1.0.0/16")
    check(len(switch.flows()) == 2, "del-flows --strict of another priority")
    switch.ofctl("del-flows", "--strict", "priority=7,ip,nw_src=10.1.0.0/16")
    check(len(switch.flows()) == 1, "del-flows --strict")
    switch.ofctl("del-flows")
    check(switch.flows() == [], "del-flows")
    said = switch.ofctl("packet-out", f"in_port=none packet={payload.hex()} actions=output:2")
    check(switch.cables[1].receive(2.0) == [payload], "packet-out")
    switch.ofctl("mod-port", "2", "no-flood")
    check("NO_FLOOD" in switch.ofctl("show"), "mod-port no-flood")
    switch.ofctl("add-flow", "actions=flood")
    check(sorted(switch.pass_frame(1, payload)) == [3, 4], "no flood through that port")
    switch.ofctl("mod-port", "2", "flood")
    switch.ofctl("mod-port", "3", "down")
    check(sorted(switch.pass_frame(1, payload)) == [2, 4], "nothing through a port that is down")
    check(switch.pass_frame(3, payload) == {}, "nor from it")
    switch.ofctl("mod-port", "3", "up")
    switch.ofctl("del-flows")
    switch.ofctl("set-frags", "drop")
    check("drop" in switch.ofctl("get-frags"), "set-frags and get-frags")
    switch.ofctl("set-frags", "normal")
    tool("ovs-ofctl", "probe", switch.place)
    said = tool("ovs-ofctl", "-O", "OpenFlow10", "benchmark", switch.place, "1000", "500")
    check(re.search(r"\(500 packets", said) or "500" in said, f"benchmark: {said.strip()}")


def check_actions(switch):
    """Looks at frames behind each action; Python computes what is right."""
    a, b = station(1), station(2)

    def passes(actions, before, after, what):
        """Checks what a list of actions makes of a frame."""
        switch.ofctl("del-flows")
        switch.ofctl("add-flow", f"in_port=1,actions={actions},output:2")
        got = switch.pass_frame(1, before)
        check(got == {2: [after]}, what)
        if got != {2: [after]}:
            print({port: [f.hex() for f in frames] for port, frames in got.items()}, after.hex())

    for protocol, name in ((6, "TCP"), (17, "UDP")):
        old = packet("10.0.0.1", "10.0.0.2", protocol, 1000, 80)
        passes("mod_nw_src:192.168.255.1", frame(b, a, old),
               frame(b, a, packet("192.168.255.1", "10.0.0.2", protocol, 1000, 80)), f"IP source, {name}")
        passes("mod_nw_dst:1.2.3.4,mod_tp_src:65535,mod_tp_dst:0", frame(b, a, old),
               frame(b, a, packet("10.0.0.1", "1.2.3.4", protocol, 65535, 0)), f"ports, {name}")
        passes("mod_nw_tos:252", frame(b, a, packet("10.0.0.1", "10.0.0.2", protocol, 1, 2, service=3)),
               frame(b, a, packet("10.0.0.1", "10.0.0.2", protocol, 1, 2, service=255)), f"service, {name}")
    plain = packet("10.0.0.1", "10.0.0.2", 17, 7, 8)
    passes("mod_dl_src:02:00:00:00:00:aa,mod_dl_dst:02:00:00:00:00:bb", frame(b, a, plain),
           frame(b"\2\0\0\0\0\xbb", b"\2\0\0\0\0\xaa", plain), "stations")
    passes("mod_vlan_vid:9", frame(b, a, plain), frame(b, a, plain, tag=9), "a new tag")
    passes("mod_vlan_pcp:5", frame(b, a, plain, tag=9), frame(b, a, plain, tag=0xA009), "a tag's priority")
    passes("strip_vlan", frame(b, a, plain, tag=9), frame(b, a, plain), "no tag")
    passes("strip_vlan,mod_vlan_vid:7,mod_nw_src:9.9.9.9", frame(b, a, plain, tag=0xE009),
           frame(b, a, packet("9.9.9.9", "10.0.0.2", 17, 7, 8), tag=7), "a tag for a tag")
    zero = bytearray(frame(b, a, plain))
    zero[40:42] = b"\0\0"
    after = bytearray(frame(b, a, packet("9.9.9.9", "10.0.0.2", 17, 7, 8)))
    after[40:42] = b"\0\0"
    passes("mod_nw_src:9.9.9.9", bytes(zero), bytes(after), "UDP without a checksum stays so")
    passes("mod_tp_dst:99", frame(b, a, plain[:12]), frame(b, a, plain[:12]), "a packet that is cut off")
    big = frame(b, a, b"x" * 1500, 0x88B5)
    passes("mod_vlan_vid:9", big, frame(b, a, b"x" * 1500, 0x88B5, tag=9), "a tag on a full frame")
    switch.ofctl("del-flows")
    switch.ofctl("add-flow", "in_port=1,actions=output:2,mod_vlan_vid:9,output:3,in_port,strip_vlan,all")
    got = switch.pass_frame(1, frame(b, a, plain))
    tagged = frame(b, a, plain, tag=9)
    check(got == {2: [frame(b, a, plain)] * 2, 3: [tagged, frame(b, a, plain)], 1: [tagged],
                  4: [frame(b, a, plain)]}, "several outputs with changes between them")
    switch.ofctl("del-flows")


def check_matches(switch):
    """Looks at which frames fields select."""
    a, b = station(1), station(2)
    arp = struct.pack(">HHBBH6s4s6s4s", 1, 0x800, 6, 4, 2, a, b"\x0a\0\0\1", b, b"\x0a\0\0\2")
    snap = b"\xaa\xaa\3\0\0\0\x88\xb5" + bytes(40)
    tcp = packet("10.0.0.1", "10.0.0.2", 6, 1000, 80)
    icmp = bytearray(packet("10.0.0.1", "10.0.0.2", 17, 0x0805, 0))
    icmp[9] = 1
    late = packet("10.0.0.1", "10.0.0.2", 6, 1000, 80, fragment=0x20)
    cases = [
        ("dl_src=02:11:22:33:44:01", frame(b, a, tcp), frame(b, b, tcp)),
        ("dl_dst=02:11:22:33:44:02", frame(b, a, tcp), frame(a, a, tcp)),
        ("dl_vlan=5", frame(b, a, tcp, tag=5), frame(b, a, tcp)),
        ("dl_vlan=0xffff", frame(b, a, tcp), frame(b, a, tcp, tag=5)),
        ("dl_vlan=5,dl_vlan_pcp=3", frame(b, a, tcp, tag=0x6005), frame(b, a, tcp, tag=5)),
        ("arp,nw_proto=2", frame(b, a, arp, 0x806), frame(b, a, arp[:7] + b"\1" + arp[8:], 0x806)),
        ("arp,nw_dst=10.0.0.2", frame(b, a, arp, 0x806), frame(b, a, arp[:-1] + b"\3", 0x806)),
        ("ip,nw_src=10.0.0.0/31", frame(b, a, tcp), frame(b, a, packet("10.0.0.2", "1.1.1.1", 6, 1, 2))),
        ("ip,nw_dst=10.0.0.2", frame(b, a, tcp, tag=1), frame(b, a, packet("10.0.0.2", "1.1.1.1", 6, 1, 2))),
        ("ip,nw_tos=8", frame(b, a, packet("1.1.1.1", "1.1.1.2", 17, 1, 2, service=11)), frame(b, a, tcp)),
        ("tcp,tp_src=1000", frame(b, a, tcp), frame(b, a, packet("1.1.1.1", "1.1.1.2", 17, 1000, 2))),
        ("tcp,tp_dst=80", frame(b, a, tcp), frame(b, a, late)),
        ("icmp,icmp_type=8,icmp_code=5", frame(b, a, bytes(icmp)), frame(b, a, tcp)),
        ("dl_type=0x88b5", frame(b, a, snap, len(snap)), frame(b, a, tcp)),
        ("dl_type=0x05ff", frame(b, a, b"\x42\x42\3" + bytes(43), 46), frame(b, a, snap, len(snap))),
    ]
    for fields, right, wrong in cases:
        switch.ofctl("del-flows")
        switch.ofctl("add-flow", f"{fields},actions=output:2")
        switch.ofctl("add-flow", "priority=1,actions=output:3")
        check(switch.pass_frame(1, right) == {2: [right]} and switch.pass_frame(1, wrong) == {3: [wrong]},
              f"match of {fields}")
    switch.ofctl("del-flows")


def check_messages(switch):
    """Sends messages that are right in themselves and must be refused, or answered in a certain way."""
    peer = Peer(switch.connect(6653))
    check(peer.ask(message(ECHO_REQUEST, b"abc", 7)) == (ECHO_REPLY, b"abc"), "echo")
    check(peer.ask(message(ECHO_REQUEST, b"x" * 65527)) == (ECHO_REPLY, b"x" * 65527), "the longest echo")
    check(peer.ask(message(GET_CONFIG_REQUEST)) == (GET_CONFIG_REPLY, b"\0\0\0\0"), "configuration")
    peer.send(message(SET_CONFIG, struct.pack(">HH", 1, 99)))
    check(peer.ask(message(GET_CONFIG_REQUEST)) == (GET_CONFIG_REPLY, b"\0\1\0\x63"), "a new configuration")
    peer.send(message(SET_CONFIG, struct.pack(">HH", 0, 0)))
    everything = match()
    bad = [
        ("a version", message(ECHO_REQUEST, version=4), (1, 0)), ("a type", message(99), (1, 1)),
        ("a vendor", message(VENDOR, struct.pack(">I", 0x2320)), (1, 3)),
        ("statistics", message(STATISTICS_REQUEST, struct.pack(">HH", 77, 0)), (1, 2)),
        ("statistics of a vendor", message(STATISTICS_REQUEST, struct.pack(">HHI", 0xFFFF, 0, 1)), (1, 3)),
        ("statistics of no port", message(STATISTICS_REQUEST, struct.pack(">HHH6x", 4, 0, 9)), (1, 2)),
        ("short statistics", message(STATISTICS_REQUEST, struct.pack(">HHI", 1, 0, 0)), (1, 6)),
        ("a short request", message(STATISTICS_REQUEST, b""), (1, 6)),
        ("a long request", message(FEATURES_REQUEST, b"1234"), (1, 6)),
        ("a short flow", message(FLOW_MOD, bytes(60)), (1, 6)),
        ("a frame with more actions than bytes", message(PACKET_OUT, struct.pack(">IHH", NO_BUFFER, 1, 99)), (1, 6)),
        ("no frame", message(PACKET_OUT, struct.pack(">IHH", NO_BUFFER, 1, 0)), (1, 6)),
        ("a frame that was never kept", message(PACKET_OUT, struct.pack(">IHH", 0x777, 1, 0)), (1, 8)),
        ("an action", flow_mod(everything, struct.pack(">HHI", 12, 8, 0)), (2, 0)),
        ("an action's length", flow_mod(everything, struct.pack(">HHI", 0, 16, 0) + bytes(8)), (2, 1)),
        ("an action of no length", flow_mod(everything, struct.pack(">HHI", 0, 0, 0)), (2, 1)),
        ("an action that is cut off", flow_mod(everything, struct.pack(">HH", 0, 8)), (2, 1)),
        ("an action of a vendor", flow_mod(everything, struct.pack(">HHI", 0xFFFF, 8, 0)), (2, 2)),
        ("a port", flow_mod(everything, output(PORTS + 1)), (2, 4)), ("port 0", flow_mod(everything, output(0)), (2, 4)),
        ("the table in a flow", flow_mod(everything, output(0xFFF9)), (2, 4)),
        ("a VLAN", flow_mod(everything, struct.pack(">HHHH", 1, 8, 0x1000, 0)), (2, 5)),
        ("a priority", flow_mod(everything, struct.pack(">HHBBH", 2, 8, 8, 0, 0)), (2, 5)),
        ("a service", flow_mod(everything, struct.pack(">HHBBH", 8, 8, 1, 0, 0)), (2, 5)),
        ("too many actions", flow_mod(everything, output(1) * 17), (2, 7)),
        ("a queue", flow_mod(everything, struct.pack(">HHHHII", 11, 16, 1, 0, 0, 0)), (2, 8)),
        ("a command", flow_mod(everything, command=9), (3, 4)),
        ("an emergency flow", flow_mod(everything, flags=4), (3, 5)),
        ("a change of no port", message(PORT_MOD, struct.pack(">H6sIII4x", 9, bytes(6), 0, 0, 0)), (4, 0)),
        ("a change of another card", message(PORT_MOD, struct.pack(">H6sIII4x", 1, bytes(6), 0, 0, 0)), (4, 1)),
        ("queues of no port", message(QUEUE_CONFIG_REQUEST, struct.pack(">HH", 9, 0)), (5, 0)),
    ]
    for what, data, expected in bad:
        peer.send(data)
        got = [error_of(answer) for answer in peer.settle()]
        check(got == [expected], f"{what}: error {got}")
    check(peer.ask(message(QUEUE_CONFIG_REQUEST, struct.pack(">HH", 1, 0)))[0] == QUEUE_CONFIG_REPLY, "no queues")
    peer.send(flow_mod(match(ALL_WILD & ~1, port=1), output(2)))
    peer.send(flow_mod(match(ALL_WILD & ~4, source=station(1)), output(2), flags=2))
    check([error_of(answer) for answer in peer.settle()] == [(3, 1)], "flows that overlap")
    peer.send(flow_mod(everything, command=3))
    for number in range(1025):
        peer.send(flow_mod(match(ALL_WILD & ~8, destination=struct.pack(">HI", 0x200, number)), output(2) * 4))
    check([error_of(answer) for answer in peer.settle()] == [(3, 0)], "a table that is full")
    check(len(switch.flows()) == 1024, "a long list of flows in several messages")
    peer.send(flow_mod(everything, command=3))
    peer.settle()
    check(switch.flows() == [], "all flows are removed")
    peer.close()


def check_events(switch):
    """Looks at what the switch tells unasked."""
    peer = Peer(switch.connect(6653))
    peer.send(message(SET_CONFIG, struct.pack(">HH", 0, 20)))
    peer.settle()
    data = frame(BROADCAST, station(1), b"q" * 46, 0x88B5)
    check(switch.pass_frame(2, data) == {}, "a frame without a flow goes to the controller")
    kind, _, body = peer.receive()
    number, length, port, reason = struct.unpack_from(">IHHB", body)
    check((kind, length, port, reason, body[10:]) == (PACKET_IN, 60, 2, 0, data[:20]) and number != NO_BUFFER,
          "it gets the first bytes")
    peer.send(message(PACKET_OUT, struct.pack(">IHH", number, 2, 8) + output(3)))
    peer.settle()
    check(switch.cables[2].receive(2.0) == [data], "the rest was kept")
    peer.send(message(PACKET_OUT, struct.pack(">IHH", number, 2, 8) + output(3)))
    check([error_of(answer) for answer in peer.settle()] == [(1, 7)], "but only once")
    switch.pass_frame(2, data)
    number = struct.unpack_from(">I", peer.receive()[2])[0]
    peer.send(flow_mod(match(), output(4) + output(CONTROLLER, 0xFFFF), buffer=number, cookie=77, flags=1, hard=1))
    kind, _, body = peer.receive()
    check(switch.cables[3].receive(2.0) == [data], "a flow takes the frame too")
    check((kind, struct.unpack_from(">IHHB", body), body[10:]) == (PACKET_IN, (NO_BUFFER, 60, 2, 1), data),
          "an action sends the whole frame to the controller")
    kind, _, body = peer.receive()
    cookie, priority, reason, seconds = struct.unpack_from(">QHBxI", body, 40)
    check((kind, cookie, priority, reason) == (FLOW_REMOVED, 77, 0x8000, 1) and 1 <= seconds <= 2,
          "a flow whose time is over")
    peer.send(flow_mod(match(), output(4), flags=1, idle=1))
    peer.settle()
    kind, _, body = peer.receive()
    check((kind, body[50]) == (FLOW_REMOVED, 0), "a flow that nobody used")
    peer.send(flow_mod(match(), output(4), flags=1))
    peer.send(flow_mod(match(), command=3))
    check([(kind, body[50]) for kind, body in peer.settle()] == [(FLOW_REMOVED, 2)], "a flow that was removed")
    fragment = frame(BROADCAST, station(1), packet("1.1.1.1", "1.1.1.2", 17, 1, 2, fragment=0x2000))
    peer.send(message(SET_CONFIG, struct.pack(">HH", 1, 20)))
    peer.settle()
    switch.pass_frame(1, fragment)
    check(peer.settle() == [], "fragments are dropped on request")
    peer.send(message(SET_CONFIG, struct.pack(">HH", 0, 20)))
    switch.ofctl("mod-port", "1", "no-packet-in")
    kind, _, body = peer.receive()
    check(kind == PORT_STATUS and body[0] == 2 and struct.unpack_from(">I", body, 8 + 24)[0] == 64,
          "a port's new configuration")
    switch.pass_frame(1, data)
    check(peer.settle() == [], "nothing from a port that is to keep quiet")
    switch.ofctl("mod-port", "1", "packet-in")
    peer.close()


def check_bad(switch):
    """Sends what is no message, and many connections."""
    random.seed(4)
    for length in (0, 7):
        peer = Peer(switch.connect(6653))
        peer.send(message(ECHO_REQUEST, length=length))
        check(peer.receive()[0] is None, f"a message of {length} bytes ends the connection")
        peer.close()
    peer = Peer(switch.connect(6653), hello=False)
    peer.send(message(FEATURES_REQUEST))
    got = [peer.receive()[:3:2] for _ in range(3)]
    check(got[0][0] == HELLO and error_of(got[1]) == (0, 0) and got[2][0] is None, "no hello")
    peer.close()
    for _ in range(100):
        peer = Peer(switch.connect(6653))
        kind = random.randrange(23)
        peer.send(b"".join(message(kind, random.randbytes(random.randrange(120)), 5) for _ in range(10)))
        peer.send(random.randbytes(random.randrange(40)))
        peer.close()
    for _ in range(2000):
        switch.cables[random.randrange(PORTS)].send(random.randbytes(random.randrange(1, 1600)))
    peer = Peer(switch.connect(6653))
    for cut in range(14, 60):
        whole = frame(BROADCAST, station(1), packet("1.1.1.1", "2.2.2.2", 6, 1, 2), tag=cut)
        switch.cables[0].send(whole[:cut])
    peer.send(flow_mod(match(), command=3))
    for number in range(1, PORTS + 1):
        peer.send(message(PORT_MOD, struct.pack(">H6sIII4x", number, b"\2\0\0\0\0" + bytes([number]), 0, 0xFF, 0)))
    peer.send(message(SET_CONFIG, bytes(4)))
    peer.settle()
    peer.close()
    switch.ofctl("del-flows")
    switch.ofctl("show")
    check_learning_again = frame(BROADCAST, station(9), b"x" * 46, 0x88B5)
    check(sorted(switch.pass_frame(1, check_learning_again)) == [2, 3, 4], "still switches")


class Controller:
    """Open vSwitch's controller on a port of the loopback address."""

    def __init__(self, port, *options):
        self.folder = tempfile.TemporaryDirectory(prefix="controller-")
        self.process = subprocess.Popen(
            ["ovs-testcontroller", f"ptcp:{port}:127.0.0.1", "--max-idle=60", *options],
            env=dict(os.environ, OVS_RUNDIR=self.folder.name),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


def check_controller():
    """Lets ovs-testcontroller rule the switch, one after another."""
    port = free_port()
    one, two = station(1), station(2)
    ask = frame(BROADCAST, one, packet("10.0.0.1", "10.0.0.2", 17, 1, 2))
    # Longer ones it would not look into.
    answer = frame(one, two, packet("10.0.0.2", "10.0.0.1", 17, 2, 1, payload=b"p" * 60))
    with Switch(arguments=[f"10.0.2.2:{port}"]) as switch:
        switch.wait()

        def pass_until(wanted):
            """Lets the stations talk until there is a flow; before, the switch has no controller."""
            for _ in range(40):
                outcome = switch.pass_frame(1, ask), switch.pass_frame(2, answer)
                if any(wanted in flow for flow in switch.flows()):
                    return outcome
                time.sleep(0.5)
            return None

        with Controller(port):
            flooded = {2: [ask], 3: [ask], 4: [ask]}
            check(pass_until("output:1") == (flooded, {1: [answer]}), "ovs-testcontroller rules it")
            flows = switch.flows()
            check(len(flows) == 1 and "dl_src=02:11:22:33:44:02" in flows[0], "and makes a flow")
            before = int(re.search(r"n_packets=(\d+)", flows[0])[1])
            check(switch.pass_frame(2, answer) == {1: [answer]}
                  and f"n_packets={before + 1}," in switch.flows()[0], "which the next frame follows")
        switch.ofctl("del-flows")
        with Controller(port, "--hub"):
            check(pass_until("actions=FLOOD") is not None, "it connects again, to a hub")


MACHINES = sys.argv[1:] or ("microvm", "q35")
for machine in MACHINES:
    with Switch(machine) as switch:
        print(f"switch on {machine}: {switch.size} bytes")
        switch.wait()
        check_learning(switch)
        check_tools(switch)
        check_actions(switch)
        check_matches(switch)
        check_messages(switch)
        check_events(switch)
        check_bad(switch)
check_controller()
finish()
