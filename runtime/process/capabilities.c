// Capabilities: the process starts with all of them and may give them up; nothing depends on them,
// but programs that drop their rights look whether they did.

#include <errno.h>
#include <stdint.h>

#include "process/process.h"
#include "system-calls/system-call.h"

/// The version with 64 bits, which is the current one, and the two before.
#define VERSION_1 0x19980330
#define VERSION_2 0x20071026
#define VERSION_3 0x20080522

/// The capabilities that Linux has names for.
#define ALL ((1ul << 41) - 1)

/// The sets of capabilities.
enum { EFFECTIVE, PERMITTED, INHERITABLE, SETS };

/// What the calls begin with.
struct capability_header {
    uint32_t version;
    int process;
};

static uint64_t sets[SETS] = {ALL, ALL, 0};

/// Checks a header and sets `*words` to how many words each set has.
static long check(struct capability_header *header, int *words) {
    if (header->version == VERSION_1)
        *words = 1;
    else if (header->version == VERSION_2 || header->version == VERSION_3)
        *words = 2;
    else {
        header->version = VERSION_3;
        return -EINVAL;
    }
    if (header->process < 0)
        return -EINVAL;
    return header->process && header->process != PROCESS_ID ? -ESRCH : 0;
}

/// Tells the capabilities.
SYSTEM_CALL(capget, long, struct capability_header *header, uint32_t (*data)[SETS]) {
    int words;
    long problem = check(header, &words);

    if (problem)
        return problem == -EINVAL && !data ? 0 : problem;
    for (int word = 0; data && word < words; word++)
        for (int set = 0; set < SETS; set++)
            data[word][set] = sets[set] >> 32 * word;
    return 0;
}

/// Sets the capabilities: what is not permitted any more stays so.
SYSTEM_CALL(capset, long, struct capability_header *header, const uint32_t (*data)[SETS]) {
    uint64_t wanted[SETS] = {0};
    int words;
    long problem = check(header, &words);

    if (problem)
        return problem;
    for (int word = 0; word < words; word++)
        for (int set = 0; set < SETS; set++)
            wanted[set] |= (uint64_t)data[word][set] << 32 * word;
    for (int set = 0; set < SETS; set++)
        wanted[set] &= ALL;
    if (wanted[PERMITTED] & ~sets[PERMITTED] || wanted[EFFECTIVE] & ~wanted[PERMITTED])
        return -EPERM;
    for (int set = 0; set < SETS; set++)
        sets[set] = wanted[set];
    return 0;
}
