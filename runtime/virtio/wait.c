// Waiting for a device without letting other threads run: for those whose caller cannot bear that
// anything changes meanwhile.

#include "time/clock.h"
#include "virtio/virtio.h"

/// Halts until the device is done with something, at most for `limit` nanoseconds. Returns whether
/// it is.
int virtio_wait(struct virtio_queue *queue, uint64_t limit) {
    uint64_t deadline;

    if (virtio_done(queue))
        return 1;
    deadline = clock_monotonic() + limit;
    // Once it rests, the queue interrupts until something is taken from it.
    while (!virtio_rest(queue) && clock_monotonic() < deadline)
        idle_halt(deadline);
    if (idle_ended)
        idle_ended();
    return virtio_done(queue);
}
