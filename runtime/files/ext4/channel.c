// How the library reaches the disk: reads and writes of the cache.

#include <errno.h>
#include <string.h>

#include "files/ext4/ext4.h"
#include "memory/blocks.h"

/// Moves `count` bytes at `offset` of the disk out of or into the cache.
static errcode_t move(struct volume *volume, uint64_t offset, char *bytes, uint64_t count,
                      int is_write) {
    while (count) {
        uint64_t block = offset / volume->block_size;
        unsigned start = offset % volume->block_size;
        unsigned part = count < volume->block_size - start ? count : volume->block_size - start;
        int is_whole = part == volume->block_size;
        int is_known = !is_write || !is_whole || cache_find(volume, block);
        struct buffer *buffer;
        long problem = cache_get(volume, block, !is_write || !is_whole, &buffer);

        if (problem)
            return -problem;
        if (!is_write) {
            memcpy(bytes, (char *)buffer->bytes + start, part);
        } else if (!is_known || memcmp((char *)buffer->bytes + start, bytes, part)) {
            memcpy((char *)buffer->bytes + start, bytes, part);
            cache_change(volume, buffer);
        }
        offset += part;
        bytes += part;
        count -= part;
    }
    return 0;
}

/// Moves blocks, or bytes when `count` is negative.
static errcode_t move_blocks(io_channel channel, unsigned long long block, int count, void *bytes,
                             int is_write) {
    uint64_t length = count < 0 ? -(uint64_t)count : (uint64_t)count * channel->block_size;

    return move(channel->private_data, block * channel->block_size, bytes, length, is_write);
}

/// Reads blocks.
static errcode_t read_blocks(io_channel channel, unsigned long long block, int count, void *bytes) {
    return move_blocks(channel, block, count, bytes, 0);
}

/// Writes blocks.
static errcode_t write_blocks(io_channel channel, unsigned long long block, int count,
                              const void *bytes) {
    return move_blocks(channel, block, count, (void *)bytes, 1);
}

/// Reads blocks, by a short number.
static errcode_t read_blocks_short(io_channel channel, unsigned long block, int count,
                                   void *bytes) {
    return read_blocks(channel, block, count, bytes);
}

/// Writes blocks, by a short number.
static errcode_t write_blocks_short(io_channel channel, unsigned long block, int count,
                                    const void *bytes) {
    return write_blocks(channel, block, count, bytes);
}

/// Writes bytes.
static errcode_t write_bytes(io_channel channel, unsigned long offset, int count,
                             const void *bytes) {
    return move(channel->private_data, offset, (char *)bytes, count, 1);
}

/// Fills blocks with zeroes.
static errcode_t zero_blocks(io_channel channel, unsigned long long block,
                             unsigned long long count) {
    struct volume *volume = channel->private_data;

    for (; count--; block++) {
        struct buffer *buffer;
        long problem = cache_get(volume, block, 0, &buffer);

        if (problem)
            return -problem;
        memset(buffer->bytes, 0, volume->block_size);
        cache_change(volume, buffer);
    }
    return 0;
}

/// Makes what was written last, while the log is replayed; otherwise a commit does.
static errcode_t flush(io_channel channel) {
    struct volume *volume = channel->private_data;
    long problem = 0;

    if (volume->is_direct && volume->changed) {
        problem = cache_write_out(volume);
        if (!problem)
            problem = volume->device->flush(volume->device);
    }
    return -problem;
}

/// Sets the size of blocks.
static errcode_t set_block_size(io_channel channel, int size) {
    channel->block_size = size;
    return 0;
}

/// Opens a channel to the newest volume, which is being mounted.
static errcode_t open_channel(const char *name, int flags, io_channel *opened) {
    struct volume *volume = disk_volumes;
    io_channel channel = block_allocate_zeroed(sizeof *channel);

    if (!channel)
        return ENOMEM;
    channel->magic = EXT2_ET_MAGIC_IO_CHANNEL;
    channel->manager = &disk_channel_manager;
    channel->block_size = 1024;
    channel->refcount = 1;
    channel->private_data = volume;
    *opened = channel;
    return 0;
}

/// Closes a channel.
static errcode_t close_channel(io_channel channel) {
    errcode_t code = 0;

    if (--channel->refcount == 0) {
        code = flush(channel);
        block_free(channel, sizeof *channel);
    }
    return code;
}

struct struct_io_manager disk_channel_manager = {
    .magic = EXT2_ET_MAGIC_IO_MANAGER,
    .name = "disk",
    .open = open_channel,
    .close = close_channel,
    .set_blksize = set_block_size,
    .read_blk = read_blocks_short,
    .write_blk = write_blocks_short,
    .flush = flush,
    .write_byte = write_bytes,
    .read_blk64 = read_blocks,
    .write_blk64 = write_blocks,
    .zeroout = zero_blocks,
};
