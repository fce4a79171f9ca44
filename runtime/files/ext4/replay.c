// Replaying the log when a disk is mounted: the blocks of all transactions that were ended go to
// their places, in the order in which they were written.
//
// Only what the code here writes is replayed. A log with checksums or revoked blocks was left by
// another system, which can replay it: there, mount the disk or run e2fsck.

#include <errno.h>
#include <string.h>

#include "files/ext4/ext4.h"
#include "files/ext4/log.h"
#include "memory/blocks.h"

/// A walk through the log.
struct walk {
    struct volume *volume;
    /// The block that is read next, the transaction that it must belong to, and its bytes.
    uint32_t at, sequence;
    uint32_t *block;
    /// The transaction before which to stop, if the walk replays; otherwise it only looks for the
    /// last that was ended.
    uint32_t end;
    int is_replay;
};

/// Goes on by a block of the log, whose end is followed by its beginning.
static void step(struct walk *walk) {
    if (++walk->at >= walk->volume->journal.length)
        walk->at = 1;
}

/// Puts the block of the log at the walk's place to where `tag` says.
static long restore(struct walk *walk, const struct log_tag *tag) {
    struct volume *volume = walk->volume;
    struct buffer *buffer;
    uint64_t block = BIG(tag->block);
    long problem;

    if (block >= ext2fs_blocks_count(volume->fs->super))
        return -EIO;
    // The log may be larger than the memory.
    problem = volume->changed_count > volume->most / 2 ? cache_write_out(volume) : 0;
    if (!problem)
        problem = cache_get(volume, block, 0, &buffer);
    if (problem)
        return problem;
    cache_change(volume, buffer);
    problem = log_move(volume, walk->at, buffer->bytes, 0);
    if (!problem && BIG_SHORT(tag->marks) & MARK_ESCAPED)
        *(uint32_t *)buffer->bytes = BIG(JOURNAL_MAGIC);
    return problem;
}

/// Walks over the blocks that the descriptor in `walk->block` describes.
static long walk_blocks(struct walk *walk) {
    const char *end = (const char *)walk->block + walk->volume->block_size;
    const struct log_tag *tag = (const struct log_tag *)((struct log_header *)walk->block + 1);
    long problem = 0;

    while ((const char *)(tag + 1) <= end && !problem) {
        unsigned marks = BIG_SHORT(tag->marks);
        const struct log_tag *next = tag + 1;

        step(walk);
        if (walk->is_replay)
            problem = restore(walk, tag);
        if (marks & MARK_LAST)
            break;
        // Others than we write an identifier of 16 bytes after the first.
        if (!(marks & MARK_SAME))
            next += 2;
        tag = next;
    }
    return problem;
}

/// Walks through the log from `start` on; `walk->sequence` becomes the first transaction that was
/// not ended, or `walk->end`.
static long walk_log(struct walk *walk, uint32_t start) {
    struct log_header *header = (struct log_header *)walk->block;
    long problem = 0;

    walk->at = start;
    // A log cannot hold more blocks than it has.
    for (uint32_t most = walk->volume->journal.length; most-- && !problem; step(walk)) {
        if (walk->is_replay && walk->sequence == walk->end)
            return 0;
        problem = log_move(walk->volume, walk->at, walk->block, 0);
        if (problem || header->magic != BIG(JOURNAL_MAGIC) ||
            header->sequence != BIG(walk->sequence))
            return problem;
        if (header->kind == BIG(KIND_COMMIT))
            walk->sequence++;
        else if (header->kind == BIG(KIND_DESCRIPTOR))
            problem = walk_blocks(walk);
        else
            return 0;
    }
    return problem;
}

/// Replays the log that begins with `head`; the next transaction gets a number that none had.
long log_replay(struct volume *volume, const struct log_head *head) {
    uint32_t start = BIG(head->start), first = BIG(head->sequence);
    struct walk walk = {.volume = volume, .sequence = first};
    long problem;

    if (head->incompatible || start >= volume->journal.length)
        return head->incompatible ? -EOPNOTSUPP : -EIO;
    walk.block = block_allocate(volume->block_size);
    if (!walk.block)
        return -ENOMEM;
    problem = walk_log(&walk, start);
    walk.end = walk.sequence;
    walk.sequence = first;
    walk.is_replay = 1;
    if (!problem)
        problem = walk_log(&walk, start);
    volume->journal.sequence = walk.end + 1;
    block_free(walk.block, volume->block_size);
    return problem;
}
