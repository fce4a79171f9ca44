"""The other side of a switch or a controller, and frames of Ethernet, for the tests."""

import socket
import struct
import subprocess

HELLO, ERROR, ECHO_REQUEST, ECHO_REPLY, VENDOR, FEATURES_REQUEST, FEATURES_REPLY = range(7)
GET_CONFIG_REQUEST, GET_CONFIG_REPLY, SET_CONFIG, PACKET_IN, FLOW_REMOVED, PORT_STATUS = range(7, 13)
PACKET_OUT, FLOW_MOD, PORT_MOD, STATISTICS_REQUEST, STATISTICS_REPLY = range(13, 18)
BARRIER_REQUEST, BARRIER_REPLY, QUEUE_CONFIG_REQUEST, QUEUE_CONFIG_REPLY = range(18, 22)
NO_BUFFER, ALL_WILD = 0xFFFFFFFF, 0x3FFFFF
FLOOD, CONTROLLER, NONE = 0xFFFB, 0xFFFD, 0xFFFF


def message(kind, body=b"", number=1, version=1, length=None):
    """Returns a message."""
    return struct.pack(">BBHI", version, kind, 8 + len(body) if length is None else length,
                       number) + body


def output(port, most=0xFFFF):
    """Returns the action that sends through a port."""
    return struct.pack(">HHHH", 0, 8, port, most)


def match(wild=ALL_WILD, port=0, source=bytes(6), destination=bytes(6), vlan=0, priority=0, kind=0,
          service=0, protocol=0, ip_source=bytes(4), ip_destination=bytes(4), from_=0, to=0):
    """Returns a match."""
    return struct.pack(">IH6s6sHBxHBB2x4s4sHH", wild, port, source, destination, vlan, priority, kind,
                       service, protocol, ip_source, ip_destination, from_, to)


def flow_mod(fields, actions=b"", command=0, idle=0, hard=0, priority=0x8000, buffer=NO_BUFFER,
             out=NONE, flags=0, cookie=0, number=1):
    """Returns a message that changes flows."""
    return message(FLOW_MOD, fields + struct.pack(">QHHHHIHH", cookie, command, idle, hard, priority,
                                                  buffer, out, flags) + actions, number)


class Peer:
    """A connection over which messages come and go, after hello was said."""

    def __init__(self, connection, hello=True):
        self.connection = connection
        connection.settimeout(20)
        self.stream = connection.makefile("rb")
        if hello:
            self.send(message(HELLO))
            kind = self.receive()[0]
            if kind != HELLO:
                raise SystemExit(f"no hello but {kind}")

    def send(self, data):
        """Sends bytes."""
        self.connection.sendall(data)

    def receive(self):
        """Returns type, number and body of the next message; type None at the end."""
        try:
            head = self.stream.read(8)
            if len(head) < 8:
                return None, 0, b""
            _, kind, length, number = struct.unpack(">BBHI", head)
            return kind, number, self.stream.read(length - 8)
        except ConnectionError:
            return None, 0, b""

    def ask(self, data):
        """Sends a message; returns type and body of the first that comes."""
        self.send(data)
        kind, _, body = self.receive()
        return kind, body

    def settle(self):
        """Waits until everything that was sent is dealt with; returns the messages until then."""
        self.send(message(BARRIER_REQUEST, number=0x7777))
        messages = []
        while True:
            kind, number, body = self.receive()
            if kind is None or (kind == BARRIER_REPLY and number == 0x7777):
                return messages
            messages.append((kind, body))

    def close(self):
        """Ends the connection."""
        self.stream.close()
        self.connection.close()


def error_of(answer):
    """Returns type and code of an error, or None."""
    kind, body = answer
    return struct.unpack_from(">HH", body) if kind == ERROR else None


def total(data):
    """Returns the checksum of the internet protocols."""
    data += bytes(len(data) % 2)
    value = sum(struct.unpack(f">{len(data) // 2}H", data))
    while value >> 16:
        value = (value & 0xFFFF) + (value >> 16)
    return ~value & 0xFFFF


def station(number):
    """Returns the address of a station."""
    return b"\x02\x11\x22\x33\x44" + bytes([number])


def packet(source, destination, protocol, from_, to, payload=b"payload", service=0, fragment=0):
    """Returns a packet of IPv4 with TCP or UDP, with right checksums."""
    source, destination = socket.inet_aton(source), socket.inet_aton(destination)
    if protocol == 6:
        upper = struct.pack(">HHIIHHHH", from_, to, 7, 8, 0x5018, 1000, 0, 0) + payload
        at = 16
    else:
        upper = struct.pack(">HHHH", from_, to, 8 + len(payload), 0) + payload
        at = 6
    pseudo = source + destination + struct.pack(">HH", protocol, len(upper))
    upper = upper[:at] + struct.pack(">H", total(pseudo + upper)) + upper[at + 2:]
    head = struct.pack(">BBHHHBBH4s4s", 0x45, service, 20 + len(upper), 9, fragment, 64, protocol, 0,
                       source, destination)
    return head[:10] + struct.pack(">H", total(head)) + head[12:] + upper


def frame(destination, source, payload, kind=0x0800, tag=None):
    """Returns a frame, with a tag if one is given."""
    return destination + source + (struct.pack(">HH", 0x8100, tag) if tag is not None else b"") \
        + struct.pack(">H", kind) + payload


def tool(name, *words, fails=False):
    """Runs one of Open vSwitch's tools; returns what it prints."""
    result = subprocess.run([name, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            timeout=60)
    if (result.returncode != 0) != fails:
        raise SystemExit(f"{name} {' '.join(words)}: status {result.returncode}\n{result.stdout}")
    return result.stdout
