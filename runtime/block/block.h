// Disks.
//
// The functions here let no other thread run: what a file system has half done stays unseen. A
// write lasts when a flush that began after it has ended.

#ifndef RUNTIME_BLOCK_BLOCK_H
#define RUNTIME_BLOCK_BLOCK_H

#include <stdint.h>

/// What the offsets and lengths of transfers are multiples of.
#define BLOCK_SECTOR 512

/// A piece to read or write. Its memory comes from the page allocator or lies in the image.
struct block_piece {
    uint64_t offset;
    void *bytes;
    uint32_t length;
};

/// A disk.
struct block_device {
    /// Its size in bytes, and whether it cannot be written.
    uint64_t size;
    int is_read_only;
    /// Reads or writes pieces, in any order. Returns 0 or an error.
    long (*transfer)(struct block_device *device, const struct block_piece *pieces, unsigned count,
                     int is_write);
    /// Makes what was written last. Returns 0 or an error.
    long (*flush)(struct block_device *device);
};

/// A kind of disks: REGISTER(block_driver, NAME, &record).
struct block_driver {
    /// Finds the disk with the number `index`; null when there is none.
    struct block_device *(*attach)(unsigned index);
};

struct block_device *block_find(unsigned index);

#endif
