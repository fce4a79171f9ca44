// The log: transactions as JBD2 defines them, without checksums and without revoked blocks.
//
// Every changed block goes through the log, so that a later transaction always has the newer bytes
// of a block that a file gave to another. The order on the disk: the blocks of a transaction, with
// descriptors before them; a flush; the block that ends it; a flush. Then the blocks go to their
// places, which lasts with the next flush. When the log is full, it starts anew: after a flush its
// head says so, and after another the blocks of older transactions may be replaced.

#include <errno.h>
#include <string.h>

#include "files/ext4/ext4.h"
#include "files/ext4/log.h"
#include "memory/blocks.h"

/// How many blocks a descriptor describes at most here.
enum { BATCH = 48 };

/// How many blocks the log must have.
enum { LEAST_LOG = 256 };

/// Returns the piece of the disk that holds block `index` of the log.
static struct block_piece piece_of(struct volume *volume, unsigned index, void *bytes) {
    uint64_t offset = (uint64_t)volume->journal.blocks[index] * volume->block_size;

    return (struct block_piece){offset, bytes, volume->block_size};
}

/// Reads or writes one block of the log.
long log_move(struct volume *volume, unsigned index, void *bytes, int is_write) {
    struct block_piece piece = piece_of(volume, index, bytes);

    return volume->device->transfer(volume->device, &piece, 1, is_write);
}

/// Starts the log anew, for transactions from the next number on. The disk keeps nothing back of
/// what was written to the places of blocks.
static long restart(struct volume *volume) {
    struct journal *journal = &volume->journal;
    struct log_head *head = block_allocate(volume->block_size);
    long problem;

    if (!head)
        return -ENOMEM;
    problem = log_move(volume, 0, head, 0);
    if (!problem && head->header.magic != BIG(JOURNAL_MAGIC))
        problem = -EIO;
    if (!problem) {
        head->header.kind = BIG(KIND_HEAD);
        head->first = head->start = BIG(1);
        head->sequence = BIG(journal->sequence);
        head->error = head->compatible = head->incompatible = head->read_only = 0;
        head->checksum_type = 0;
        head->checksum = head->fast_blocks = 0;
        problem = log_move(volume, 0, head, 1) ?: volume->device->flush(volume->device);
    }
    journal->next = 1;
    block_free(head, volume->block_size);
    return problem;
}

/// Finds the blocks of the log.
static long find_blocks(struct volume *volume) {
    struct journal *journal = &volume->journal;
    ext2_ino_t number = volume->fs->super->s_journal_inum;
    struct ext2_inode inode;

    if (ext2fs_read_inode(volume->fs, number, &inode))
        return -EIO;
    journal->length = EXT2_I_SIZE(&inode) / volume->block_size;
    journal->blocks = block_allocate(journal->length * sizeof *journal->blocks);
    if (!journal->blocks)
        return -ENOMEM;
    for (unsigned i = 0; i < journal->length; i++) {
        blk64_t block = 0;

        if (ext2fs_bmap2(volume->fs, number, &inode, NULL, 0, i, NULL, &block) || !block ||
            block >> 32)
            return -EIO;
        journal->blocks[i] = block;
    }
    return 0;
}

/// Finds the log and replays what it holds.
long journal_replay(struct volume *volume) {
    struct log_head *head;
    long problem = find_blocks(volume);

    if (problem)
        return problem;
    head = block_allocate(volume->block_size);
    if (!head)
        return -ENOMEM;
    problem = log_move(volume, 0, head, 0);
    if (!problem && (head->header.magic != BIG(JOURNAL_MAGIC) || head->first != BIG(1)))
        problem = -EIO;
    if (!problem && BIG(head->length) < volume->journal.length)
        volume->journal.length = BIG(head->length);
    if (!problem && volume->journal.length < LEAST_LOG)
        problem = -EINVAL;
    volume->journal.sequence = BIG(head->sequence) + 1;
    if (!problem && head->start)
        problem = log_replay(volume, head);
    block_free(head, volume->block_size);
    return problem;
}

/// Starts the log anew, after what it held has been replayed and lasts.
long journal_start(struct volume *volume) {
    return restart(volume);
}

/// Writes `buffer` and those that follow it, at most BATCH, to the log behind a descriptor; sets
/// `*rest` to those that are left.
static long write_batch(struct volume *volume, struct buffer *buffer, struct buffer **rest,
                        uint32_t *descriptor) {
    struct journal *journal = &volume->journal;
    struct block_piece pieces[BATCH + 1];
    struct log_header *header = (struct log_header *)descriptor;
    struct log_tag *tag = (struct log_tag *)(header + 1);
    uint32_t *escaped[BATCH];
    unsigned used = 1, escapes = 0;
    long problem = 0;

    memset(descriptor, 0, volume->block_size);
    *header = (struct log_header){BIG(JOURNAL_MAGIC), BIG(KIND_DESCRIPTOR), BIG(journal->sequence)};
    pieces[0] = piece_of(volume, journal->next, descriptor);
    for (; buffer && used <= BATCH && !problem; buffer = buffer->next_changed, used++, tag++) {
        uint32_t *bytes = buffer->bytes;

        *tag = (struct log_tag){BIG((uint32_t)buffer->block), 0, MARK_SAME};
        if (*bytes == BIG(JOURNAL_MAGIC)) {
            uint32_t *copy = block_allocate(volume->block_size);

            if (!copy) {
                problem = -ENOMEM;
                break;
            }
            memcpy(copy, bytes, volume->block_size);
            *copy = 0;
            tag->marks |= MARK_ESCAPED;
            escaped[escapes++] = bytes = copy;
        }
        tag->marks = BIG_SHORT(tag->marks);
        pieces[used] = piece_of(volume, journal->next + used, bytes);
    }
    tag[-1].marks |= BIG_SHORT(MARK_LAST);
    if (!problem)
        problem = volume->device->transfer(volume->device, pieces, used, 1);
    journal->next += used;
    *rest = buffer;
    while (escapes--)
        block_free(escaped[escapes], volume->block_size);
    return problem;
}

/// Writes the changed blocks and the block that ends the transaction to the log; makes them last.
static long write_transaction(struct volume *volume) {
    struct journal *journal = &volume->journal;
    uint32_t *block = block_allocate(volume->block_size);
    struct buffer *rest = volume->changed;
    long problem = block ? 0 : -ENOMEM;

    while (rest && !problem)
        problem = write_batch(volume, rest, &rest, block);
    if (!problem)
        problem = volume->device->flush(volume->device);
    if (!problem) {
        memset(block, 0, volume->block_size);
        *(struct log_header *)block =
            (struct log_header){BIG(JOURNAL_MAGIC), BIG(KIND_COMMIT), BIG(journal->sequence)};
        problem =
            log_move(volume, journal->next, block, 1) ?: volume->device->flush(volume->device);
    }
    if (block)
        block_free(block, volume->block_size);
    journal->next++;
    journal->sequence++;
    return problem;
}

/// Makes all changed blocks last, all of them or none.
long journal_commit(struct volume *volume) {
    struct journal *journal = &volume->journal;
    unsigned room = volume->changed_count + (volume->changed_count + BATCH - 1) / BATCH + 1;
    long problem = 0;

    if (!volume->changed)
        return 0;
    if (room > journal->length - 1)
        return -EIO;
    if (room > journal->length - journal->next)
        problem = volume->device->flush(volume->device) ?: restart(volume);
    if (!problem)
        problem = write_transaction(volume);
    return problem ?: cache_write_out(volume);
}
