/* Actions: changes of frames, and where they go. */
#include <string.h>

#include "switch.h"

enum { PROTOCOL_TCP = 6, PROTOCOL_UDP = 17, NO_VLAN = 0xffff, TAG = 0x8100, TYPE_IPV4 = 0x0800 };

static struct addresses stations;

/* Returns the error of an output through a port, or -1. Only messages may ask for the table. */
static int check_port(unsigned port, int is_message) {
    if (port && port <= port_count)
        return -1;
    if (port >= PORT_IN && port <= PORT_CONTROLLER && (port != PORT_TABLE || is_message))
        return -1;
    return ACTION_BAD_PORT;
}

/* Returns the error of one action, or -1. */
static int check(const uint8_t *action, size_t size, int is_message) {
    static const uint8_t sizes[] = {8, 8, 8, 8, 16, 16, 8, 8, 8, 8, 8, 16};
    unsigned type = get16(action);
    if (type == ACTION_VENDOR)
        return ACTION_BAD_VENDOR;
    if (type >= sizeof sizes)
        return ACTION_BAD_TYPE;
    if (sizes[type] != size)
        return ACTION_BAD_LENGTH;
    switch (type) {
    case ACTION_OUTPUT:
        return check_port(get16(action + 4), is_message);
    case ACTION_ENQUEUE:
        return ACTION_BAD_QUEUE;
    case ACTION_SET_VLAN:
        return get16(action + 4) > 0xfff ? ACTION_BAD_ARGUMENT : -1;
    case ACTION_SET_VLAN_PRIORITY:
        return action[4] > 7 ? ACTION_BAD_ARGUMENT : -1;
    case ACTION_SET_IP_SERVICE:
        return action[4] & 3 ? ACTION_BAD_ARGUMENT : -1;
    default:
        return -1;
    }
}

/* Returns the error of a list of actions, or -1 when it is right. */
int actions_check(const uint8_t *actions, size_t size, int is_message) {
    for (size_t at = 0; at < size;) {
        size_t own = size - at < 8 ? 0 : get16(actions + at + 2);
        int error;
        if (own < 8 || own % 8 || own > size - at)
            return ACTION_BAD_LENGTH;
        error = check(actions + at, own, is_message);
        if (error >= 0)
            return error;
        at += own;
    }
    return -1;
}

/* Gives a frame a tag with these bits of the old one and these new ones. */
static void set_tag(struct frame *frame, unsigned kept, unsigned bits) {
    if (get16(frame->bytes + 12) != TAG || frame->length < 18) {
        if (frame->bytes != frame->memory + 4)
            return;
        frame->bytes -= 4;
        frame->length += 4;
        memmove(frame->bytes, frame->bytes + 4, 12);
        put16(frame->bytes + 12, TAG);
        put16(frame->bytes + 14, 0);
    }
    put16(frame->bytes + 14, (get16(frame->bytes + 14) & kept) | bits);
}

/* Takes the tag out of a frame. */
static void strip_tag(struct frame *frame) {
    if (get16(frame->bytes + 12) != TAG || frame->length < 18)
        return;
    memmove(frame->bytes + 4, frame->bytes, 12);
    frame->bytes += 4;
    frame->length -= 4;
    // There is room for a tag before every frame.
    if (frame->bytes != frame->memory + 4)
        frame->bytes = memmove(frame->memory + 4, frame->bytes, frame->length);
}

/* Makes a checksum right after two bytes have changed (RFC 1624). */
static void adjust(uint8_t *sum, const uint8_t *old, const uint8_t *new) {
    uint32_t value = (~get16(sum) & 0xffff) + (~get16(old) & 0xffff) + get16(new);
    value = (value & 0xffff) + (value >> 16);
    value = (value & 0xffff) + (value >> 16);
    put16(sum, ~value);
}

/* Returns the checksum of what lies above IPv4, or null when there is none. */
static uint8_t *checksum_of(struct frame *frame, const struct layout *layout) {
    size_t at = layout->transport + (layout->protocol == PROTOCOL_TCP ? 16 : 6);
    if (!layout->transport || frame->length < at + 2 ||
        (layout->protocol != PROTOCOL_TCP && layout->protocol != PROTOCOL_UDP))
        return NULL;
    return layout->protocol == PROTOCOL_UDP && !get16(frame->bytes + at) ? NULL : frame->bytes + at;
}

/* Changes two bytes and the checksums over them. */
static void change(uint8_t *at, const uint8_t *new, uint8_t *first, uint8_t *second) {
    if (first)
        adjust(first, at, new);
    if (second)
        adjust(second, at, new);
    memcpy(at, new, 2);
}

/* Changes a field of IPv4 or above. */
static void set_field(struct frame *frame, unsigned type, const uint8_t *value) {
    struct layout layout = frame_layout(frame);
    uint8_t *network = frame->bytes + layout.network, *sum = checksum_of(frame, &layout);
    size_t at;
    if (!layout.network || layout.type != TYPE_IPV4)
        return;
    if (type == ACTION_SET_IP_SERVICE) {
        uint8_t word[2] = {network[0], (uint8_t)(value[0] | (network[1] & 3))};
        change(network, word, network + 10, NULL);
    } else if (type <= ACTION_SET_IP_DESTINATION) {
        at = type == ACTION_SET_IP_SOURCE ? 12 : 16;
        change(network + at, value, network + 10, sum);
        change(network + at + 2, value + 2, network + 10, sum);
    } else if (layout.transport &&
               (layout.protocol == PROTOCOL_TCP || layout.protocol == PROTOCOL_UDP)) {
        at = layout.transport + (type == ACTION_SET_PORT_SOURCE ? 0 : 2);
        change(frame->bytes + at, value, sum, NULL);
    }
    // A sum of 0 would mean that UDP has none.
    if (sum && layout.protocol == PROTOCOL_UDP && !get16(sum))
        put16(sum, 0xffff);
}

/* Sends a frame through all ports but one and those with a bit of the configuration. */
static void send_all(const struct frame *frame, unsigned but, uint32_t without) {
    for (unsigned i = 1; i <= port_count; i++)
        if (i != but && !(ports[i].configuration & without))
            port_send(i, frame);
}

/* Sends a frame as a switch without flows would: to where its station was seen, or everywhere.
 * Frames for switches themselves (IEEE 802.1D, 7.12.6) go nowhere. */
static void send_normal(const struct frame *frame, unsigned from) {
    static const uint8_t reserved[5] = {1, 0x80, 0xc2, 0, 0};
    const uint8_t *bytes = frame->bytes;
    unsigned vlan = frame_layout(frame).vlan, to = 0;
    uint64_t time = now();
    if (!memcmp(bytes, reserved, sizeof reserved) && bytes[5] < 16)
        return;
    address_learn(&stations, bytes + 6, vlan, from, time);
    if (!(bytes[0] & 1))
        to = address_find(&stations, bytes, vlan, time);
    if (!to)
        send_all(frame, from, PORT_NO_FLOOD);
    else if (to != from)
        port_send(to, frame);
}

/* Sends a frame where an action says. */
static void output(const uint8_t *action, struct frame *frame, unsigned from) {
    static struct frame copy;
    unsigned port = get16(action + 4);
    switch (port) {
    case PORT_IN:
        if (from && from <= port_count)
            port_send(from, frame);
        break;
    case PORT_TABLE:
        // What the flow does to the frame must not change it for the actions behind this one.
        memcpy(copy.memory, frame->memory, sizeof copy.memory);
        copy.bytes = copy.memory + (frame->bytes - frame->memory);
        copy.length = frame->length;
        frame_arrive(&copy, from, 1);
        break;
    case PORT_NORMAL:
        send_normal(frame, from);
        break;
    case PORT_FLOOD:
    case PORT_ALL:
        send_all(frame, from, port == PORT_FLOOD ? PORT_NO_FLOOD : 0);
        break;
    case PORT_CONTROLLER:
        send_packet(frame, from, PACKET_ACTION, get16(action + 6));
        break;
    default:
        if (port != from)
            port_send(port, frame);
    }
}

/* Does what a list of actions, which was checked, says. */
void actions_do(const uint8_t *actions, size_t size, struct frame *frame, unsigned from) {
    for (size_t at = 0; at < size; at += get16(actions + at + 2)) {
        const uint8_t *action = actions + at, *value = action + 4;
        unsigned type = get16(action);
        switch (type) {
        case ACTION_OUTPUT:
            output(action, frame, from);
            break;
        case ACTION_SET_VLAN:
            set_tag(frame, 0xf000, get16(value));
            break;
        case ACTION_SET_VLAN_PRIORITY:
            set_tag(frame, 0x1fff, (unsigned)value[0] << 13);
            break;
        case ACTION_STRIP_VLAN:
            strip_tag(frame);
            break;
        case ACTION_SET_SOURCE:
            memcpy(frame->bytes + 6, value, 6);
            break;
        case ACTION_SET_DESTINATION:
            memcpy(frame->bytes, value, 6);
            break;
        default:
            set_field(frame, type, value);
        }
    }
}

/* Looks up a frame and does what its flow says. Without a flow it goes to the controller; while
 * there is none, the switch is an ordinary one. `goes_up` is 0 for a port that is to keep quiet. */
void frame_arrive(struct frame *frame, unsigned from, int goes_up) {
    struct flow *flow;
    struct key key;
    int is_fragment = key_read(&key, frame, from);
    if (is_fragment && fragments == FRAGMENTS_DROP)
        return;
    flow = flow_find(&key);
    if (flow) {
        flow->used = now();
        flow->packets++;
        flow->bytes += frame->length;
        actions_do(flow->actions, flow->actions_size, frame, from);
    } else if (!has_controller()) {
        send_normal(frame, from);
    } else if (goes_up) {
        send_packet(frame, from, PACKET_NO_MATCH, 0);
    }
}
