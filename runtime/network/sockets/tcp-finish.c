// The end of a process with TCP connections: what it sent is still delivered.

#include <lwip/priv/tcp_priv.h>

#include "files/descriptors.h"
#include "network/network.h"
#include "network/sockets/tcp.h"
#include "time/clock.h"

/// How long the end waits for others at most.
#define LONGEST (3 * NANOSECONDS)

/// Returns whether something that was sent has not arrived, as far as is known.
static int is_sending(void) {
    for (struct tcp_pcb *block = tcp_active_pcbs; block; block = block->next)
        if (block->state >= ESTABLISHED && (block->unsent || block->unacked))
            return 1;
    return 0;
}

/// Closes all descriptors and waits until what was sent has arrived.
void tcp_socket_finish(void) {
    uint64_t deadline;

    for (unsigned i = 0; i < descriptor_table.size; i++)
        file_close(i);
    network_poll();
    if (!is_sending())
        return;
    deadline = clock_monotonic() + LONGEST;
    while (is_sending() && clock_monotonic() < deadline)
        idle_until(deadline);
}
