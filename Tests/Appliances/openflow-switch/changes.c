/* Changes of flows. */
#include <string.h>

#include "switch.h"

enum { MATCH = 8, ACTIONS = 72 };

/* Reads the flow of a message. */
static void read_flow(const uint8_t *message, size_t length, struct flow *flow) {
    match_read(message + MATCH, &flow->match, &flow->mask);
    flow->made = flow->used = now();
    flow->packets = flow->bytes = 0;
    flow->cookie = (uint64_t)get32(message + 48) << 32 | get32(message + 52);
    flow->idle = get16(message + 58);
    flow->hard = get16(message + 60);
    flow->priority = get16(message + 62);
    // A match without wildcards comes before all others.
    flow->rank = get32(message + MATCH) & WILD_ALL ? flow->priority : 0x10000;
    flow->flags = get16(message + 70);
    flow->actions_size = length - ACTIONS;
    memcpy(flow->actions, message + ACTIONS, flow->actions_size);
}

/* Adds a flow, which takes the place of one that is the same; returns the error, or -1. */
static int add(const struct flow *flow) {
    struct flow *old;
    if (flow->flags & FLOW_EMERGENCY)
        return FLOW_UNSUPPORTED;
    if (flow->flags & FLOW_CHECK_OVERLAP && flow_overlaps(flow))
        return FLOW_OVERLAP;
    old = flow_same(flow);
    if (old)
        *old = *flow;
    else if (!flow_add(flow))
        return FLOW_TABLE_FULL;
    return -1;
}

/* Gives flows other actions, or adds one when there are none; returns the error, or -1. */
static int modify(const struct flow *flow, int is_strict) {
    int any = 0;
    for (unsigned i = 0; i < flow_count; i++) {
        struct flow *old = flows[i];
        if (is_strict ? old != flow_same(flow)
                      : !flow_covered(old, &flow->match, &flow->mask, PORT_NONE))
            continue;
        any = 1;
        old->cookie = flow->cookie;
        old->actions_size = flow->actions_size;
        memcpy(old->actions, flow->actions, flow->actions_size);
    }
    return any ? -1 : add(flow);
}

/* Removes flows that send through a port, or all with PORT_NONE. */
static void delete(const struct flow *flow, int is_strict, unsigned out) {
    const struct flow *same = is_strict ? flow_same(flow) : NULL;
    for (unsigned i = flow_count; i-- > 0;)
        if ((!is_strict || flows[i] == same) &&
            flow_covered(flows[i], &flow->match, &flow->mask, out))
            flow_remove(i, REMOVED_DELETE);
}

/* Does what a message says about flows; returns the error, or -1. */
static int change(const uint8_t *message, const struct flow *flow) {
    unsigned command = get16(message + 56);
    switch (command) {
    case FLOW_ADD:
        return add(flow);
    case FLOW_MODIFY:
    case FLOW_MODIFY_STRICT:
        return modify(flow, command == FLOW_MODIFY_STRICT);
    case FLOW_DELETE:
    case FLOW_DELETE_STRICT:
        delete(flow, command == FLOW_DELETE_STRICT, get16(message + 68));
        return -1;
    default:
        return FLOW_BAD_COMMAND;
    }
}

/* Deals with a message that changes flows. */
void flow_change(struct channel *channel, const uint8_t *message, size_t length) {
    static struct flow flow;
    static struct frame frame;
    uint32_t number = get32(message + 64);
    unsigned command = get16(message + 56), port;
    int error = -1;
    if (command < FLOW_DELETE) {
        error = length - ACTIONS > MOST_ACTIONS
                    ? ACTION_TOO_MANY
                    : actions_check(message + ACTIONS, length - ACTIONS, 0);
        if (error >= 0) {
            channel_error(channel, BAD_ACTION, error, message, length);
            return;
        }
    }
    // Actions of a command that deletes mean nothing.
    read_flow(message, command < FLOW_DELETE ? length : ACTIONS, &flow);
    error = change(message, &flow);
    if (error >= 0) {
        channel_error(channel, FLOW_MOD_FAILED, error, message, length);
        return;
    }
    if (command >= FLOW_DELETE || number == (uint32_t)NO_BUFFER)
        return;
    error = buffer_take(number, &frame, &port);
    if (error >= 0)
        channel_error(channel, BAD_REQUEST, error, message, length);
    else
        actions_do(flow.actions, flow.actions_size, &frame, port);
}
