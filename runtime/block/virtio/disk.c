// Disks of virtual machines.
//
// Pieces that follow each other on the disk travel in one request, and many requests are under way
// at a time. The disk interrupts when the processor halts for it.

#include <errno.h>
#include <string.h>

#include "block/block.h"
#include "memory/blocks.h"
#include "registry/registry.h"
#include "time/clock.h"
#include "virtio/virtio.h"

// The features of disks that are used.
#define FEATURE_SEGMENTS (1UL << 2)
#define FEATURE_READ_ONLY (1UL << 5)
#define FEATURE_FLUSH (1UL << 9)

// The registers: how many sectors, and how many pieces a request may have.
enum { REGISTER_CAPACITY = 0, REGISTER_SEGMENTS = 12 };

// What a request asks for.
enum { REQUEST_READ = 0, REQUEST_WRITE = 1, REQUEST_FLUSH = 4 };

enum { QUEUE_SIZE = 128, REQUEST_COUNT = 32, MOST_PIECES = 32 };

/// How long a disk may take for anything before it counts as broken.
#define PATIENCE (30 * NANOSECONDS)

/// A request, as the disk sees it, and whether it is under way.
struct request {
    struct {
        uint32_t type, reserved;
        uint64_t sector;
    } head;
    uint8_t status;
    uint8_t is_used;
};

/// A disk.
struct disk {
    struct block_device device;
    struct virtio_device virtio;
    struct virtio_queue queue;
    /// How many pieces a request may have.
    unsigned most_pieces;
    /// Whether what is written must be flushed to last, and whether the disk answers no more.
    uint8_t can_flush, is_broken;
    unsigned under_way;
    struct request requests[REQUEST_COUNT];
};

/// Returns a request that is not under way, or null.
static struct request *free_request(struct disk *disk) {
    for (unsigned i = 0; i < REQUEST_COUNT; i++)
        if (!disk->requests[i].is_used)
            return &disk->requests[i];
    return NULL;
}

/// Offers a request with as many of the pieces as follow each other. Returns how many those are; 0
/// when the disk has too much to do.
static unsigned offer(struct disk *disk, const struct block_piece *pieces, unsigned count,
                      unsigned type) {
    struct virtio_buffer buffers[MOST_PIECES + 2];
    struct request *request = free_request(disk);
    unsigned taken = 0;

    if (!request || disk->queue.free_count < disk->most_pieces + 2)
        return 0;
    request->head.type = type;
    request->head.sector = type == REQUEST_FLUSH ? 0 : pieces->offset / BLOCK_SECTOR;
    request->status = 0xff;
    buffers[0] = (struct virtio_buffer){&request->head, sizeof request->head, 0};
    do {
        if (type != REQUEST_FLUSH)
            buffers[taken + 1] = (struct virtio_buffer){pieces[taken].bytes, pieces[taken].length,
                                                        type == REQUEST_READ ? VIRTIO_WRITE : 0};
        taken++;
    } while (taken < count && taken < disk->most_pieces &&
             pieces[taken].offset == pieces[taken - 1].offset + pieces[taken - 1].length);
    count = type == REQUEST_FLUSH ? 0 : taken;
    buffers[count + 1] = (struct virtio_buffer){&request->status, 1, VIRTIO_WRITE};
    virtio_offer(&disk->queue, buffers, count + 2, request);
    request->is_used = 1;
    disk->under_way++;
    return taken;
}

/// Waits for at least one request. Returns 0, or an error if one went wrong.
static long collect(struct disk *disk) {
    struct request *request;
    uint32_t length;
    long problem = 0;

    virtio_tell(&disk->queue);
    if (!virtio_wait(&disk->queue, PATIENCE)) {
        disk->is_broken = 1;
        return -EIO;
    }
    while ((request = virtio_take(&disk->queue, &length))) {
        request->is_used = 0;
        disk->under_way--;
        if (*(volatile uint8_t *)&request->status)
            problem = -EIO;
    }
    return problem;
}

/// Does what was asked for with all pieces.
static long work(struct disk *disk, const struct block_piece *pieces, unsigned count,
                 unsigned type) {
    long problem = disk->is_broken ? -EIO : 0;

    while (!disk->is_broken && (count || disk->under_way)) {
        unsigned taken = 0;
        long part = 0;

        if (count)
            taken = offer(disk, pieces, count, type);
        pieces += taken;
        count -= taken;
        if (!taken)
            part = collect(disk);
        if (part)
            problem = part;
    }
    return problem;
}

/// Reads or writes pieces.
static long transfer(struct block_device *device, const struct block_piece *pieces, unsigned count,
                     int is_write) {
    for (unsigned i = 0; i < count; i++)
        if (pieces[i].offset + pieces[i].length > device->size)
            return -EIO;
    return work((struct disk *)device, pieces, count, is_write ? REQUEST_WRITE : REQUEST_READ);
}

/// Makes what was written last. A disk that cannot be asked to keeps nothing back.
static long flush(struct block_device *device) {
    struct disk *disk = (struct disk *)device;
    struct block_piece nothing = {0};

    return disk->can_flush ? work(disk, &nothing, 1, REQUEST_FLUSH) : 0;
}

/// Reads a register of four bytes.
static uint32_t configuration(struct disk *disk, unsigned at) {
    return *(volatile uint32_t *)(disk->virtio.configuration + at);
}

/// Finds a disk and starts it.
static struct block_device *attach(unsigned index) {
    struct disk *disk = block_allocate_zeroed(sizeof *disk);
    struct virtio_device *virtio = &disk->virtio;
    uint64_t features;

    if (!disk)
        return NULL;
    if (!virtio_find(virtio, VIRTIO_BLOCK, index) ||
        !(features = virtio->transport->begin(virtio, FEATURE_SEGMENTS | FEATURE_READ_ONLY |
                                                          FEATURE_FLUSH)) ||
        !virtio_queue_add(virtio, &disk->queue, 0, QUEUE_SIZE)) {
        block_free(disk, sizeof *disk);
        return NULL;
    }
    virtio->transport->ready(virtio);
    disk->most_pieces = 1;
    if (features & FEATURE_SEGMENTS && configuration(disk, REGISTER_SEGMENTS))
        disk->most_pieces = configuration(disk, REGISTER_SEGMENTS);
    if (disk->most_pieces > MOST_PIECES)
        disk->most_pieces = MOST_PIECES;
    if (disk->most_pieces > disk->queue.size - 2u)
        disk->most_pieces = disk->queue.size - 2;
    disk->can_flush = !!(features & FEATURE_FLUSH);
    disk->device.size = (configuration(disk, REGISTER_CAPACITY) |
                         (uint64_t)configuration(disk, REGISTER_CAPACITY + 4) << 32) *
                        BLOCK_SECTOR;
    disk->device.is_read_only = !!(features & FEATURE_READ_ONLY);
    disk->device.transfer = transfer;
    disk->device.flush = flush;
    return &disk->device;
}

static const struct block_driver driver = {attach};

REGISTER(block_driver, virtio, &driver);
