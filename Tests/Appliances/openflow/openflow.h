/* The numbers of OpenFlow 1.0 (wire protocol 0x01), and numbers as they stand in messages. */
#ifndef OPENFLOW_H
#define OPENFLOW_H

#include <stddef.h>
#include <stdint.h>

enum { OPENFLOW_VERSION = 1, OPENFLOW_PORT = 6653, HEADER_SIZE = 8, MESSAGE_MOST = 65535 };

/* Types of messages. */
enum {
    HELLO = 0,
    ERROR = 1,
    ECHO_REQUEST = 2,
    ECHO_REPLY = 3,
    VENDOR = 4,
    FEATURES_REQUEST = 5,
    FEATURES_REPLY = 6,
    GET_CONFIG_REQUEST = 7,
    GET_CONFIG_REPLY = 8,
    SET_CONFIG = 9,
    PACKET_IN = 10,
    FLOW_REMOVED = 11,
    PORT_STATUS = 12,
    PACKET_OUT = 13,
    FLOW_MOD = 14,
    PORT_MOD = 15,
    STATISTICS_REQUEST = 16,
    STATISTICS_REPLY = 17,
    BARRIER_REQUEST = 18,
    BARRIER_REPLY = 19,
    QUEUE_CONFIG_REQUEST = 20,
    QUEUE_CONFIG_REPLY = 21
};

/* Errors: the type and, named after it, the codes. */
enum { HELLO_FAILED = 0, HELLO_INCOMPATIBLE = 0 };
enum {
    BAD_REQUEST = 1,
    REQUEST_BAD_VERSION = 0,
    REQUEST_BAD_TYPE = 1,
    REQUEST_BAD_STATISTICS = 2,
    REQUEST_BAD_VENDOR = 3,
    REQUEST_BAD_LENGTH = 6,
    REQUEST_BUFFER_EMPTY = 7,
    REQUEST_BUFFER_UNKNOWN = 8
};
enum {
    BAD_ACTION = 2,
    ACTION_BAD_TYPE = 0,
    ACTION_BAD_LENGTH = 1,
    ACTION_BAD_VENDOR = 2,
    ACTION_BAD_PORT = 4,
    ACTION_BAD_ARGUMENT = 5,
    ACTION_TOO_MANY = 7,
    ACTION_BAD_QUEUE = 8
};
enum {
    FLOW_MOD_FAILED = 3,
    FLOW_TABLE_FULL = 0,
    FLOW_OVERLAP = 1,
    FLOW_BAD_COMMAND = 4,
    FLOW_UNSUPPORTED = 5
};
enum { PORT_MOD_FAILED = 4, PORT_BAD = 0, PORT_BAD_ADDRESS = 1 };
enum { QUEUE_FAILED = 5, QUEUE_BAD_PORT = 0, QUEUE_BAD = 1 };

/* Ports with a meaning of their own. */
enum {
    PORT_MOST = 0xff00,
    PORT_IN = 0xfff8,
    PORT_TABLE = 0xfff9,
    PORT_NORMAL = 0xfffa,
    PORT_FLOOD = 0xfffb,
    PORT_ALL = 0xfffc,
    PORT_CONTROLLER = 0xfffd,
    PORT_LOCAL = 0xfffe,
    PORT_NONE = 0xffff
};

/* Actions. */
enum {
    ACTION_OUTPUT = 0,
    ACTION_SET_VLAN = 1,
    ACTION_SET_VLAN_PRIORITY = 2,
    ACTION_STRIP_VLAN = 3,
    ACTION_SET_SOURCE = 4,
    ACTION_SET_DESTINATION = 5,
    ACTION_SET_IP_SOURCE = 6,
    ACTION_SET_IP_DESTINATION = 7,
    ACTION_SET_IP_SERVICE = 8,
    ACTION_SET_PORT_SOURCE = 9,
    ACTION_SET_PORT_DESTINATION = 10,
    ACTION_ENQUEUE = 11,
    ACTION_VENDOR = 0xffff
};

/* Fields of a match that are wildcards; those for addresses of IPv4 count bits. */
enum {
    WILD_PORT = 1 << 0,
    WILD_VLAN = 1 << 1,
    WILD_SOURCE = 1 << 2,
    WILD_DESTINATION = 1 << 3,
    WILD_TYPE = 1 << 4,
    WILD_PROTOCOL = 1 << 5,
    WILD_PORT_SOURCE = 1 << 6,
    WILD_PORT_DESTINATION = 1 << 7,
    WILD_IP_SOURCE = 8,
    WILD_IP_DESTINATION = 14,
    WILD_VLAN_PRIORITY = 1 << 20,
    WILD_SERVICE = 1 << 21,
    WILD_ALL = (1 << 22) - 1
};

/* Changes of flows, and their flags. */
enum { FLOW_ADD, FLOW_MODIFY, FLOW_MODIFY_STRICT, FLOW_DELETE, FLOW_DELETE_STRICT };
enum { FLOW_SEND_REMOVED = 1, FLOW_CHECK_OVERLAP = 2, FLOW_EMERGENCY = 4 };

/* Why a flow went, and why a frame comes to the controller. */
enum { REMOVED_IDLE, REMOVED_HARD, REMOVED_DELETE };
enum { PACKET_NO_MATCH, PACKET_ACTION };

enum { NO_BUFFER = 0xffffffff };

/* Where the fields of a match are, and how long it is. */
enum {
    MATCH_WILDCARDS = 0,
    MATCH_PORT = 4,
    MATCH_SOURCE = 6,
    MATCH_DESTINATION = 12,
    MATCH_VLAN = 18,
    MATCH_VLAN_PRIORITY = 20,
    MATCH_TYPE = 22,
    MATCH_SERVICE = 24,
    MATCH_PROTOCOL = 25,
    MATCH_IP_SOURCE = 28,
    MATCH_IP_DESTINATION = 32,
    MATCH_PORT_SOURCE = 36,
    MATCH_PORT_DESTINATION = 38,
    MATCH_SIZE = 40
};

/* Reads a number of two bytes. */
static inline unsigned get16(const uint8_t *from) {
    return from[0] << 8 | from[1];
}

/* Reads a number of four bytes. */
static inline uint32_t get32(const uint8_t *from) {
    return (uint32_t)get16(from) << 16 | get16(from + 2);
}

/* Writes a number of two bytes. */
static inline void put16(uint8_t *to, unsigned value) {
    to[0] = (uint8_t)(value >> 8);
    to[1] = (uint8_t)value;
}

/* Writes a number of four bytes. */
static inline void put32(uint8_t *to, uint32_t value) {
    put16(to, value >> 16);
    put16(to + 2, value);
}

/* Writes a number of eight bytes. */
static inline void put64(uint8_t *to, uint64_t value) {
    put32(to, (uint32_t)(value >> 32));
    put32(to + 4, (uint32_t)value);
}

#endif
