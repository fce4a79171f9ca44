// The policies by which memory comes from the nodes of a machine: there is one node, 0.

#include <errno.h>
#include <stddef.h>

#include "memory/pages.h"
#include "memory/space.h"
#include "system-calls/system-call.h"

// The policies, and what may stand beside them.
enum { POLICY_DEFAULT, POLICY_PREFERRED, POLICY_BIND, POLICY_INTERLEAVE, POLICY_LOCAL };
#define MODE_FLAGS 0xe000

// What get_mempolicy is asked for.
#define ASK_NODE 1
#define ASK_ADDRESS 2
#define ASK_ALLOWED 4

/// The policy of the process and whether it names the node.
static int policy;
static unsigned long policy_nodes;

/// Checks a policy and reads the nodes that it names.
static long check(int mode, const unsigned long *mask, unsigned long most, unsigned long *nodes) {
    unsigned long words = (most + 63) / 64;

    mode &= ~MODE_FLAGS;
    if (mode < POLICY_DEFAULT || mode > POLICY_LOCAL)
        return -EINVAL;
    *nodes = 0;
    for (unsigned long word = 0; mask && word < words; word++) {
        if (word ? mask[word] : mask[0] & ~1ul)
            return -EINVAL;
        *nodes |= mask[word];
    }
    if (mode == POLICY_DEFAULT || mode == POLICY_LOCAL)
        return *nodes ? -EINVAL : 0;
    return *nodes || mode == POLICY_PREFERRED ? 0 : -EINVAL;
}

/// Sets the policy of the process.
SYSTEM_CALL(set_mempolicy, long, int mode, const unsigned long *mask, unsigned long most) {
    unsigned long nodes;
    long problem = check(mode, mask, most, &nodes);

    if (problem)
        return problem;
    policy = mode;
    policy_nodes = nodes;
    return 0;
}

/// Sets the policy of a range.
SYSTEM_CALL(mbind, long, void *address, size_t length, int mode, const unsigned long *mask,
            unsigned long most, unsigned flags) {
    unsigned long nodes, start = (unsigned long)address;
    long problem;

    if (start & (PAGE_SIZE - 1) || flags & ~7u)
        return -EINVAL;
    problem = check(mode, mask, most, &nodes);
    if (problem)
        return problem;
    length = PAGE_ROUND(length);
    if (!space_contains(start, length))
        return -EFAULT;
    return space_change(start, start + length, SPACE_CHECK, 0) ? -EFAULT : 0;
}

/// Tells the policy of the process, or of an address, or the node of one.
SYSTEM_CALL(get_mempolicy, long, int *mode, unsigned long *mask, unsigned long most, void *address,
            unsigned long flags) {
    if (flags & ~(unsigned long)(ASK_NODE | ASK_ADDRESS | ASK_ALLOWED) ||
        (flags & ASK_ALLOWED && flags & (ASK_NODE | ASK_ADDRESS)) ||
        (address && !(flags & ASK_ADDRESS)))
        return -EINVAL;
    if (mode)
        *mode = flags & (ASK_NODE | ASK_ALLOWED) ? 0 : policy;
    for (unsigned long word = 0; mask && word < (most + 63) / 64; word++)
        mask[word] = word ? 0 : flags & ASK_ALLOWED ? 1 : policy_nodes;
    return 0;
}
