// The bytes of regular files of a disk: reading, writing, and what mappings show.
//
// A file that is mapped has its pages in memory as long as its node lives; writes go to both, and
// what mappings changed is written when someone asks for the file to last, and at the end.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "files/bytes.h"
#include "files/ext4/ext4.h"
#include "memory/pages.h"

/// How many blocks are read ahead.
enum { AHEAD = 16 };

/// A file during a transfer.
struct transfer {
    struct disk_node *node;
    struct volume *volume;
    struct ext2_inode_large inode;
};

/// Begins a transfer.
static long begin(struct transfer *transfer, struct disk_node *node) {
    transfer->node = node;
    transfer->volume = node->volume;
    return inode_read(node->volume, node->number, &transfer->inode);
}

/// Finds where a block of the file is; 0 for a hole, also one that has its blocks already, which
/// `*is_reserved` says.
static long locate(struct transfer *transfer, uint64_t index, int *is_reserved, blk64_t *block) {
    int flags = 0;
    errcode_t code = ext2fs_bmap2(transfer->volume->fs, transfer->node->number,
                                  SHORT(&transfer->inode), NULL, 0, index, &flags, block);

    *is_reserved = !!(flags & BMAP_RET_UNINIT);
    return disk_problem(code);
}

/// Reads the block that a file has at `index`, and some that follow, into the cache.
static long read_ahead(struct transfer *transfer, uint64_t index, blk64_t block) {
    uint64_t end = EXT2_I_SIZE(&transfer->inode) / transfer->volume->block_size;
    unsigned count = 1;
    int is_reserved;
    blk64_t next;

    while (count < AHEAD && index + count <= end &&
           !locate(transfer, index + count, &is_reserved, &next) && next == block + count &&
           !is_reserved && !cache_find(transfer->volume, next))
        count++;
    return cache_load(transfer->volume, block, count);
}

/// Copies `count` bytes at `start` of block `index` to `bytes`.
static long read_block(struct transfer *transfer, uint64_t index, unsigned start, void *bytes,
                       size_t count) {
    struct buffer *buffer;
    int is_reserved;
    blk64_t block;
    long problem = locate(transfer, index, &is_reserved, &block);

    if (problem)
        return problem;
    if (!block || is_reserved) {
        memset(bytes, 0, count);
        return 0;
    }
    if (!cache_find(transfer->volume, block))
        read_ahead(transfer, index, block);
    problem = cache_get(transfer->volume, block, 1, &buffer);
    if (!problem)
        bytes_give((char *)buffer->bytes + start, bytes, count);
    return problem;
}

/// Copies bytes from the disk's blocks, as far as the file goes. Returns how many.
static long read_blocks(struct disk_node *node, off_t offset, char *bytes, size_t count) {
    struct transfer transfer;
    long problem = begin(&transfer, node);
    unsigned size = node->volume->block_size;
    off_t length = EXT2_I_SIZE(&transfer.inode);
    size_t done = 0;

    if (problem || offset >= length)
        return problem;
    if (count > (size_t)(length - offset))
        count = length - offset;
    while (done < count) {
        unsigned start = (offset + done) % size;
        size_t part = count - done < size - start ? count - done : size - start;

        problem = read_block(&transfer, (offset + done) / size, start, bytes + done, part);
        if (problem)
            return done ? (long)done : problem;
        done += part;
    }
    return done;
}

/// Copies bytes between `bytes` and those pages in [offset, offset + count) that mappings show.
static void move_mapped(struct disk_node *node, off_t offset, char *bytes, size_t count,
                        int is_write) {
    while (node->mapped.root && count) {
        size_t start = offset % PAGE_SIZE;
        size_t part = count < PAGE_SIZE - start ? count : PAGE_SIZE - start;
        char *page = content_page(&node->mapped, offset / PAGE_SIZE);

        if (page && is_write)
            bytes_take(page + start, bytes, part);
        else if (page)
            bytes_give(page + start, bytes, part);
        offset += part;
        bytes += part;
        count -= part;
    }
}

/// Reads up to `count` bytes at `offset`. Returns how many.
long disk_read(struct disk_node *node, off_t offset, void *bytes, size_t count) {
    long done = read_blocks(node, offset, bytes, count);

    if (done > 0)
        move_mapped(node, offset, bytes, done, 0);
    return done;
}

/// Finds the buffer of the block that a file has, or gets, at `index`. One that is not to be
/// written as a whole keeps its bytes.
static long make_block(struct transfer *transfer, uint64_t index, int is_whole,
                       struct buffer **found) {
    struct volume *volume = transfer->volume;
    int flags, is_new;
    blk64_t block;
    errcode_t code;
    long problem = locate(transfer, index, &is_new, &block);

    if (problem)
        return problem;
    if (!block || is_new) {
        // A block that was reserved becomes one that was written.
        code = ext2fs_bmap2(volume->fs, transfer->node->number, SHORT(&transfer->inode), NULL,
                            block ? BMAP_SET : BMAP_ALLOC, index, &flags, &block);
        if (code)
            return disk_problem(code);
        is_new = 1;
    }
    problem = cache_get(volume, block, !is_new && !is_whole, found);
    if (!problem && is_new && !is_whole)
        memset((*found)->bytes, 0, volume->block_size);
    if (!problem)
        cache_change(volume, *found);
    return problem;
}

/// Ends a part of a transfer: the inode says what the file is now.
static long end_part(struct transfer *transfer, off_t end) {
    struct volume *volume = transfer->volume;
    errcode_t code = 0;

    if (end > (off_t)EXT2_I_SIZE(&transfer->inode))
        code = ext2fs_inode_size_set(volume->fs, SHORT(&transfer->inode), end);
    inode_touch(&transfer->inode, CHANGE_MODIFIED);
    if (!code)
        code = inode_write(volume, transfer->node->number, &transfer->inode);
    return volume_end_change(volume, code);
}

/// Writes `count` bytes at `offset`. Returns how many found room, or an error.
long disk_write(struct disk_node *node, off_t offset, const void *bytes, size_t count) {
    struct transfer transfer;
    long problem = volume_begin_change(node->volume, 0) ?: begin(&transfer, node);
    unsigned size = node->volume->block_size, in_part = 0;
    size_t done = 0, told = 0;

    while (!problem && done < count) {
        unsigned start = (offset + done) % size;
        size_t part = count - done < size - start ? count - done : size - start;
        struct buffer *buffer;

        problem = make_block(&transfer, (offset + done) / size, part == size, &buffer);
        if (problem)
            break;
        bytes_take((char *)buffer->bytes + start, (const char *)bytes + done, part);
        done += part;
        if (++in_part == PART_BLOCKS) {
            problem = end_part(&transfer, offset + done);
            told = done;
            in_part = 0;
        }
    }
    if (done > told) {
        long end = end_part(&transfer, offset + done);

        problem = problem ?: end;
    }
    move_mapped(node, offset, (char *)bytes, done, 1);
    return done ? (long)done : problem;
}

/// Writes to the disk what mappings have changed.
long disk_write_mapped(struct disk_node *node) {
    struct ext2_inode_large inode;
    char page[PAGE_SIZE];
    size_t index = 0;
    long problem = inode_read(node->volume, node->number, &inode);

    while (!problem && (index = content_next(&node->mapped, index)) != SIZE_MAX) {
        off_t offset = (off_t)index * PAGE_SIZE, rest = (off_t)EXT2_I_SIZE(&inode) - offset;
        size_t count = rest < PAGE_SIZE ? rest : PAGE_SIZE;
        const char *mapped = content_page(&node->mapped, index++);
        long done;

        if (rest <= 0)
            break;
        done = read_blocks(node, offset, page, count);
        if (done < 0)
            return done;
        if ((size_t)done != count || memcmp(page, mapped, count))
            problem = disk_write(node, offset, mapped, count) < 0 ? -EIO : 0;
    }
    return problem;
}

/// Makes everything that was written to a file last.
long disk_synchronise(struct disk_node *node) {
    long problem = node->mapped.root ? disk_write_mapped(node) : 0;

    return problem ? -EIO : volume_commit(node->volume);
}

/// Clears the bytes of a file from `start` to `end`, which lie in one block, if they have one.
static long clear(struct transfer *transfer, uint64_t start, uint64_t end) {
    unsigned size = transfer->volume->block_size;
    struct buffer *buffer;
    int is_reserved;
    blk64_t block;
    long problem = start < end ? locate(transfer, start / size, &is_reserved, &block) : 0;

    if (problem || start >= end || !block || is_reserved)
        return problem;
    problem = cache_get(transfer->volume, block, 1, &buffer);
    if (problem)
        return problem;
    memset((char *)buffer->bytes + start % size, 0, end - start);
    cache_change(transfer->volume, buffer);
    return 0;
}

/// Takes away the blocks of a file from `first` to `last`, in parts of which each is whole.
static long punch(struct transfer *transfer, uint64_t first, uint64_t last) {
    struct volume *volume = transfer->volume;
    enum { PUNCH_BLOCKS = 8192 };
    long problem = 0;

    // From the end, so that what is left is the beginning of the file.
    while (!problem && first <= last) {
        uint64_t start = last - first >= PUNCH_BLOCKS ? last - PUNCH_BLOCKS + 1 : first;

        problem = volume_end_change(
            volume, inode_punch(volume, transfer->node->number, &transfer->inode, start, last));
        if (start == first)
            break;
        last = start - 1;
    }
    return problem;
}

/// Gives a file another size.
long disk_resize(struct node *node, off_t size) {
    struct disk_node *self = disk_node(node);
    struct transfer transfer;
    unsigned block = self->volume->block_size;
    uint64_t old, end = ((uint64_t)size + block - 1) / block * block;
    long problem = volume_begin_change(self->volume, 0) ?: begin(&transfer, self);

    if (problem)
        return problem;
    old = EXT2_I_SIZE(&transfer.inode);
    problem = (uint64_t)size / block > UINT32_MAX - 1 ? -EFBIG : 0;
    if (!problem && (uint64_t)size < old)
        problem = clear(&transfer, size, end);
    if (!problem && (uint64_t)size < old)
        content_cut(&self->mapped, size);
    if (!problem)
        problem =
            disk_problem(ext2fs_inode_size_set(self->volume->fs, SHORT(&transfer.inode), size));
    inode_touch(&transfer.inode, CHANGE_MODIFIED);
    if (!problem)
        problem = volume_end_change(self->volume,
                                    inode_write(self->volume, self->number, &transfer.inode));
    // A file that was made shorter may also have blocks that were reserved behind its end.
    if (!problem && (uint64_t)size < old)
        problem = disk_problem(inode_punch(self->volume, self->number, &transfer.inode,
                                           (old + block - 1) / block, ~0ULL))
                      ?: punch(&transfer, end / block, (old - 1) / block);
    return problem;
}

/// Gives the blocks of a range that has none their place, written with zeroes.
static long fill(struct transfer *transfer, uint64_t first, uint64_t last) {
    unsigned in_part = 0;
    long problem = 0;

    for (; first <= last && !problem; first++) {
        struct buffer *buffer;
        int is_reserved;
        blk64_t block;

        problem = locate(transfer, first, &is_reserved, &block);
        if (!problem && !block)
            problem = make_block(transfer, first, 0, &buffer);
        if (!problem && ++in_part % PART_BLOCKS == 0)
            problem = end_part(transfer, 0);
    }
    return problem;
}

/// Does `fallocate`: gives a range its blocks, or makes a hole.
long disk_reserve(struct node *node, int mode, off_t offset, off_t length) {
    struct disk_node *self = disk_node(node);
    struct transfer transfer;
    unsigned size = self->volume->block_size;
    off_t end = offset + length;
    uint64_t first = ((uint64_t)offset + size - 1) / size, last = (uint64_t)end / size;
    long problem = volume_begin_change(self->volume, 0) ?: begin(&transfer, self);

    if (problem)
        return problem;
    if (mode & FALLOC_FL_PUNCH_HOLE) {
        // The bytes before the first whole block, and those behind the last.
        uint64_t head = first * size < (uint64_t)end ? first * size : (uint64_t)end;

        problem = clear(&transfer, offset, head);
        if (!problem && last >= first)
            problem = clear(&transfer, last * size, end);
        if (!problem && last > first)
            problem = punch(&transfer, first, last - 1);
        content_clear(&self->mapped, offset, end);
        end = 0;
    } else {
        problem = fill(&transfer, offset / size, (end - 1) / size);
    }
    if (!problem)
        problem = end_part(&transfer, mode & FALLOC_FL_KEEP_SIZE ? 0 : end);
    return problem;
}
