// The log as it lies on the disk, as JBD2 defines it, as far as it is used here.

#ifndef RUNTIME_FILES_EXT4_LOG_H
#define RUNTIME_FILES_EXT4_LOG_H

#include <stdint.h>

#include "block/block.h"

struct volume;

#define JOURNAL_MAGIC 0xc03b3998u

/// The kinds of blocks of the log.
enum { KIND_DESCRIPTOR = 1, KIND_COMMIT = 2, KIND_HEAD = 4 };

/// The marks of a block in a descriptor: its first bytes were the magic; it has no identifier of
/// its own; it is the last.
enum { MARK_ESCAPED = 1, MARK_SAME = 2, MARK_LAST = 8 };

/// The numbers of the log have their highest byte first.
#define BIG(number) __builtin_bswap32(number)
#define BIG_SHORT(number) __builtin_bswap16(number)

/// What begins each block of the log that holds no data.
struct log_header {
    uint32_t magic, kind, sequence;
};

/// The first block of the log, as far as it matters.
struct log_head {
    struct log_header header;
    uint32_t block_size, length, first, sequence, start, error;
    uint32_t compatible, incompatible, read_only;
    uint8_t identifier[16];
    uint32_t users, copy, largest, largest_data;
    uint8_t checksum_type, padding[3];
    uint32_t fast_blocks, more_padding[41], checksum;
};

/// What a descriptor says of a block.
struct log_tag {
    uint32_t block;
    uint16_t checksum, marks;
};

long log_move(struct volume *volume, unsigned index, void *bytes, int is_write);
long log_replay(struct volume *volume, const struct log_head *head);

#endif
