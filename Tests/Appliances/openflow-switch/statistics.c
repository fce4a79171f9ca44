/* Statistics, on request. */
#include <string.h>

#include "switch.h"

enum { DESCRIPTION, FLOWS, AGGREGATE, TABLE, PORTS, QUEUES };

enum { BODY = 12, REPLY_MOST = 60000, FLOW_SIZE = 88, PORT_SIZE = 104, TABLE_SIZE = 64 };

/* Begins a reply with so many bytes behind its head. */
static uint8_t *reply(struct channel *channel, const uint8_t *request, size_t length) {
    uint8_t *message = channel_message(channel, STATISTICS_REPLY, request, BODY + length);
    if (message)
        memcpy(message + 8, request + 8, 2);
    return message;
}

/* Describes the switch. */
static void answer_description(struct channel *channel, const uint8_t *request) {
    uint8_t *message = reply(channel, request, 1056);
    if (!message)
        return;
    strcpy((char *)message + BODY, "specialise");
    strcpy((char *)message + BODY + 256, "network cards");
    strcpy((char *)message + BODY + 512, "openflow-switch");
    strcpy((char *)message + BODY + 768, "none");
    strcpy((char *)message + BODY + 800, "OpenFlow 1.0 learning switch");
}

/* Writes the statistics of a flow. */
static void put_flow(uint8_t *to, const struct flow *flow) {
    uint64_t age = now() - flow->made;
    put16(to, (unsigned)(FLOW_SIZE + flow->actions_size));
    memcpy(to + 4, &flow->match, MATCH_SIZE);
    put32(to + 44, (uint32_t)(age / 1000));
    put32(to + 48, (uint32_t)(age % 1000 * 1000000));
    put16(to + 52, flow->priority);
    put16(to + 54, flow->idle);
    put16(to + 56, flow->hard);
    put64(to + 64, flow->cookie);
    put64(to + 72, flow->packets);
    put64(to + 80, flow->bytes);
    memcpy(to + FLOW_SIZE, flow->actions, flow->actions_size);
}

/* Returns the next flow from a place on that a request asks for, and moves the place behind it. */
static const struct flow *next_flow(const uint8_t *request, const struct key *match,
                                    const struct key *mask, unsigned *place) {
    // All flows are in table 0; 255 is every table.
    if (request[BODY + 40] && request[BODY + 40] != 255)
        return NULL;
    while (*place < flow_count) {
        const struct flow *flow = flows[(*place)++];
        if (flow_covered(flow, match, mask, get16(request + BODY + 42)))
            return flow;
    }
    return NULL;
}

/* Tells flows, in as many messages as are needed. */
static void answer_flows(struct channel *channel, const uint8_t *request) {
    struct key match, mask;
    unsigned place = 0, end = 0;
    int is_more;
    match_read(request + BODY, &match, &mask);
    do {
        const struct flow *flow;
        size_t length = 0;
        uint8_t *message;
        for (unsigned next = place; (flow = next_flow(request, &match, &mask, &next)); end = next) {
            if (length + FLOW_SIZE + flow->actions_size > REPLY_MOST)
                break;
            length += FLOW_SIZE + flow->actions_size;
        }
        is_more = flow != NULL;
        message = reply(channel, request, length);
        if (!message)
            return;
        message[11] = (uint8_t)is_more;
        for (size_t at = BODY; at < BODY + length; at += FLOW_SIZE + flow->actions_size) {
            flow = next_flow(request, &match, &mask, &place);
            put_flow(message + at, flow);
        }
        place = end;
    } while (is_more);
}

/* Tells the sum over flows. */
static void answer_aggregate(struct channel *channel, const uint8_t *request) {
    uint8_t *message = reply(channel, request, 24);
    uint64_t packets = 0, bytes = 0;
    uint32_t count = 0;
    struct key match, mask;
    const struct flow *flow;
    match_read(request + BODY, &match, &mask);
    for (unsigned place = 0; (flow = next_flow(request, &match, &mask, &place)); count++) {
        packets += flow->packets;
        bytes += flow->bytes;
    }
    if (!message)
        return;
    put64(message + BODY, packets);
    put64(message + BODY + 8, bytes);
    put32(message + BODY + 16, count);
}

/* Tells about the only table. */
static void answer_table(struct channel *channel, const uint8_t *request) {
    uint8_t *message = reply(channel, request, TABLE_SIZE);
    if (!message)
        return;
    strcpy((char *)message + BODY + 4, "flows");
    put32(message + BODY + 36, WILD_ALL);
    put32(message + BODY + 40, MOST_FLOWS);
    put32(message + BODY + 44, flow_count);
    put64(message + BODY + 48, look_ups);
    put64(message + BODY + 56, matches);
}

/* Tells about one port, or all. */
static void answer_ports(struct channel *channel, const uint8_t *request, size_t length) {
    unsigned first = get16(request + BODY), last = first;
    uint8_t *message;
    if (first == PORT_NONE) {
        first = 1;
        last = port_count;
    } else if (!first || first > port_count) {
        channel_error(channel, BAD_REQUEST, REQUEST_BAD_STATISTICS, request, length);
        return;
    }
    message = reply(channel, request, (last - first + 1) * PORT_SIZE);
    for (uint8_t *at = message + BODY; message && first <= last; first++, at += PORT_SIZE) {
        const struct port *port = &ports[first];
        put16(at, first);
        put64(at + 8, port->received);
        put64(at + 16, port->sent);
        put64(at + 24, port->received_bytes);
        put64(at + 32, port->sent_bytes);
        put64(at + 40, port->received_dropped);
        put64(at + 48, port->sent_dropped);
        // Errors of cards are not known.
        memset(at + 56, 0xff, PORT_SIZE - 56);
    }
}

/* Answers a request for statistics. */
void statistics_answer(struct channel *channel, const uint8_t *message, size_t length) {
    static const uint8_t sizes[] = {0, 44, 44, 0, 8, 8};
    unsigned type = length < BODY ? 0 : get16(message + 8);
    if (length < BODY || (type < sizeof sizes && length != BODY + (size_t)sizes[type])) {
        channel_error(channel, BAD_REQUEST, REQUEST_BAD_LENGTH, message, length);
        return;
    }
    switch (type) {
    case DESCRIPTION:
        answer_description(channel, message);
        break;
    case FLOWS:
        answer_flows(channel, message);
        break;
    case AGGREGATE:
        answer_aggregate(channel, message);
        break;
    case TABLE:
        answer_table(channel, message);
        break;
    case PORTS:
        answer_ports(channel, message, length);
        break;
    case QUEUES:
        // There are no queues.
        reply(channel, message, 0);
        break;
    default:
        channel_error(channel, BAD_REQUEST,
                      type == 0xffff ? REQUEST_BAD_VENDOR : REQUEST_BAD_STATISTICS, message,
                      length);
    }
}
