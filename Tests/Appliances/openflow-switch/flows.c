/* The flow table, in the order in which flows are looked at. */
#include <string.h>

#include "switch.h"

struct flow *flows[MOST_FLOWS];
unsigned flow_count;
uint64_t look_ups, matches;

static struct flow memory[MOST_FLOWS];

/* Flows that were removed, to be used again. */
static struct flow *spare[MOST_FLOWS];
static unsigned spare_count, used_count;

/* Returns the first flow for a frame, or null. */
struct flow *flow_find(const struct key *key) {
    look_ups++;
    for (unsigned i = 0; i < flow_count; i++) {
        if (key_in(key, &flows[i]->match, &flows[i]->mask)) {
            matches++;
            return flows[i];
        }
    }
    return NULL;
}

/* Returns whether two keys are the same. */
static int is_same(const struct key *one, const struct key *other) {
    return !memcmp(one, other, sizeof *one);
}

/* Returns the flow with the match and the priority of another, or null. */
struct flow *flow_same(const struct flow *flow) {
    for (unsigned i = 0; i < flow_count; i++)
        if (flows[i]->rank == flow->rank && is_same(&flows[i]->match, &flow->match))
            return flows[i];
    return NULL;
}

/* Returns whether some frame may be one of this flow and of another with the same priority. */
int flow_overlaps(const struct flow *flow) {
    for (unsigned i = 0; i < flow_count; i++) {
        struct key both;
        for (size_t j = 0; j < MATCH_SIZE / 8; j++)
            both.words[j] = flow->mask.words[j] & flows[i]->mask.words[j];
        if (flows[i]->rank == flow->rank && key_in(&flow->match, &flows[i]->match, &both))
            return 1;
    }
    return 0;
}

/* Returns whether a flow sends through a port. */
static int sends_to(const struct flow *flow, unsigned port) {
    for (size_t at = 0; at < flow->actions_size; at += get16(flow->actions + at + 2))
        if (get16(flow->actions + at) == ACTION_OUTPUT && get16(flow->actions + at + 4) == port)
            return 1;
    return 0;
}

/* Returns whether all frames of a flow are among those of a match, and, unless `out` is PORT_NONE,
 * it sends through that port. */
int flow_covered(const struct flow *flow, const struct key *match, const struct key *mask,
                 unsigned out) {
    for (size_t i = 0; i < MATCH_SIZE / 8; i++)
        if (mask->words[i] & ~flow->mask.words[i])
            return 0;
    return key_in(&flow->match, match, mask) && (out == PORT_NONE || sends_to(flow, out));
}

/* Adds a flow behind those that come before it; returns whether there is room. */
int flow_add(const struct flow *flow) {
    struct flow *added;
    unsigned place = 0;
    if (flow_count == MOST_FLOWS)
        return 0;
    added = spare_count ? spare[--spare_count] : &memory[used_count++];
    *added = *flow;
    while (place < flow_count && flows[place]->rank >= flow->rank)
        place++;
    memmove(flows + place + 1, flows + place, (flow_count++ - place) * sizeof *flows);
    flows[place] = added;
    return 1;
}

/* Removes the flow in a place, and says so if that is wanted. */
void flow_remove(unsigned place, int reason) {
    struct flow *flow = flows[place];
    memmove(flows + place, flows + place + 1, (--flow_count - place) * sizeof *flows);
    if (flow->flags & FLOW_SEND_REMOVED)
        send_removed(flow, reason);
    spare[spare_count++] = flow;
}

/* Removes the flows whose time is over. */
void flows_expire(uint64_t time) {
    for (unsigned i = flow_count; i-- > 0;) {
        const struct flow *flow = flows[i];
        if (flow->hard && time - flow->made >= flow->hard * 1000UL)
            flow_remove(i, REMOVED_HARD);
        else if (flow->idle && time - flow->used >= flow->idle * 1000UL)
            flow_remove(i, REMOVED_IDLE);
    }
}
