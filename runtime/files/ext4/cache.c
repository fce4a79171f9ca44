// Blocks in memory: found by their number, and given up by their age, the changed ones never.

#include <errno.h>
#include <string.h>

#include "files/ext4/ext4.h"
#include "memory/blocks.h"
#include "memory/pages.h"
#include "time/clock.h"

enum { LEAST_BUFFERS = 128, LARGEST_LOAD = 32 };

/// The part of the memory that the cache may fill.
enum { MEMORY_PART = 8 };

/// Prepares the cache. Returns whether there is memory.
int cache_start(struct volume *volume) {
    volume->most = pages_total() / MEMORY_PART * PAGE_SIZE / volume->block_size;
    if (volume->most < LEAST_BUFFERS)
        volume->most = LEAST_BUFFERS;
    for (volume->table_size = LEAST_BUFFERS; volume->table_size < volume->most / 2;)
        volume->table_size *= 2;
    volume->ages.newer = volume->ages.older = &volume->ages;
    volume->table = block_allocate_zeroed(volume->table_size * sizeof *volume->table);
    return volume->table != NULL;
}

/// Returns where the buffers of `block` hang.
static struct buffer **place_of(struct volume *volume, uint64_t block) {
    return &volume->table[block & (volume->table_size - 1)];
}

/// Makes a buffer the newest.
static void enter_age(struct volume *volume, struct buffer *buffer) {
    buffer->newer = &volume->ages;
    buffer->older = volume->ages.older;
    volume->ages.older->newer = buffer;
    volume->ages.older = buffer;
}

/// Takes a buffer out of the ring of ages.
static void leave_age(struct buffer *buffer) {
    buffer->newer->older = buffer->older;
    buffer->older->newer = buffer->newer;
}

/// Returns the buffer of `block`, which becomes the newest, or null.
struct buffer *cache_find(struct volume *volume, uint64_t block) {
    struct buffer *buffer = *place_of(volume, block);

    while (buffer && buffer->block != block)
        buffer = buffer->next;
    if (buffer) {
        leave_age(buffer);
        enter_age(volume, buffer);
    }
    return buffer;
}

/// Takes a buffer out of the table and the ring.
static void forget(struct volume *volume, struct buffer *buffer) {
    struct buffer **link = place_of(volume, buffer->block);

    while (*link != buffer)
        link = &(*link)->next;
    *link = buffer->next;
    leave_age(buffer);
    volume->count--;
}

/// Returns the oldest buffer that is not changed, out of the cache, or null.
static struct buffer *give_up(struct volume *volume) {
    struct buffer *buffer = volume->ages.newer;

    while (buffer != &volume->ages && buffer->is_changed)
        buffer = buffer->newer;
    if (buffer == &volume->ages)
        return NULL;
    forget(volume, buffer);
    return buffer;
}

/// Makes a buffer, or returns null.
static struct buffer *make(struct volume *volume) {
    struct buffer *buffer = block_allocate(sizeof *buffer);

    if (!buffer)
        return NULL;
    buffer->bytes = block_allocate(volume->block_size);
    if (buffer->bytes)
        return buffer;
    block_free(buffer, sizeof *buffer);
    return NULL;
}

/// Enters a buffer for `block`, which has none; its bytes are anything. Returns null without
/// memory.
static struct buffer *enter(struct volume *volume, uint64_t block) {
    struct buffer **place = place_of(volume, block), *buffer = NULL;

    if (volume->count >= volume->most)
        buffer = give_up(volume);
    if (!buffer)
        buffer = make(volume);
    if (!buffer)
        buffer = give_up(volume);
    if (!buffer)
        return NULL;
    buffer->block = block;
    buffer->is_changed = 0;
    // Giving up a buffer may have changed what the place holds.
    buffer->next = *place;
    *place = buffer;
    enter_age(volume, buffer);
    volume->count++;
    return buffer;
}

/// Drops a buffer that could not be filled.
static void drop(struct volume *volume, struct buffer *buffer) {
    forget(volume, buffer);
    block_free(buffer->bytes, volume->block_size);
    block_free(buffer, sizeof *buffer);
}

/// Finds the buffer of `block`; a new one is read from the disk if `is_read`, otherwise its bytes
/// are anything.
long cache_get(struct volume *volume, uint64_t block, int is_read, struct buffer **found) {
    struct block_piece piece;
    long problem = 0;

    *found = cache_find(volume, block);
    if (*found)
        return 0;
    *found = enter(volume, block);
    if (!*found)
        return -ENOMEM;
    piece = (struct block_piece){block * volume->block_size, (*found)->bytes, volume->block_size};
    if (is_read)
        problem = volume->device->transfer(volume->device, &piece, 1, 0);
    if (problem)
        drop(volume, *found);
    return problem;
}

/// Reads those of `count` blocks that have no buffers yet, at most LARGEST_LOAD, in one go.
long cache_load(struct volume *volume, uint64_t block, unsigned count) {
    struct block_piece pieces[LARGEST_LOAD];
    struct buffer *buffers[LARGEST_LOAD];
    unsigned used = 0;
    long problem;

    for (; count-- > 0 && used < LARGEST_LOAD; block++) {
        if (cache_find(volume, block))
            continue;
        buffers[used] = enter(volume, block);
        if (!buffers[used])
            break;
        pieces[used] = (struct block_piece){block * volume->block_size, buffers[used]->bytes,
                                            volume->block_size};
        used++;
    }
    problem = used ? volume->device->transfer(volume->device, pieces, used, 0) : 0;
    while (problem && used-- > 0)
        drop(volume, buffers[used]);
    return problem;
}

/// Notes that the bytes of a buffer were changed.
void cache_change(struct volume *volume, struct buffer *buffer) {
    if (buffer->is_changed)
        return;
    if (!volume->changed)
        volume->changed_since = clock_monotonic();
    buffer->is_changed = 1;
    buffer->next_changed = volume->changed;
    volume->changed = buffer;
    volume->changed_count++;
}

/// Writes all changed blocks to their places.
long cache_write_out(struct volume *volume) {
    struct block_piece pieces[LARGEST_LOAD];

    while (volume->changed) {
        struct buffer *buffer = volume->changed;
        unsigned used = 0;
        long problem;

        for (; buffer && used < LARGEST_LOAD; buffer = buffer->next_changed)
            pieces[used++] = (struct block_piece){buffer->block * volume->block_size, buffer->bytes,
                                                  volume->block_size};
        problem = volume->device->transfer(volume->device, pieces, used, 1);
        if (problem)
            return problem;
        for (; volume->changed != buffer; volume->changed = volume->changed->next_changed) {
            volume->changed->is_changed = 0;
            volume->changed_count--;
        }
    }
    return 0;
}
