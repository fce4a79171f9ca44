// Mounting disks, and when what was changed is committed: with `fsync`, when much was changed, some
// seconds after the first change, and at the end of the program.

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "files/ext4/ext4.h"
#include "files/file-system.h"
#include "memory/blocks.h"
#include "memory/pages.h"
#include "process/process.h"
#include "time/clock.h"
#include "time/poller.h"

/// How long a change stays in memory while nobody asks for it to last.
#define CHANGE_LIFE (5 * NANOSECONDS)

/// What the file system may have that the code here, apart from the library, does not know.
#define UNSERVED                                                                                   \
    (EXT4_FEATURE_INCOMPAT_INLINE_DATA | EXT4_FEATURE_INCOMPAT_ENCRYPT |                           \
     EXT4_FEATURE_INCOMPAT_CASEFOLD | EXT3_FEATURE_INCOMPAT_JOURNAL_DEV |                          \
     EXT4_FEATURE_INCOMPAT_MMP)

struct volume *disk_volumes;

/// Returns the error number for a code of the library.
long disk_problem(errcode_t code) {
    switch (code) {
    case 0:
        return 0;
    case EXT2_ET_FILE_NOT_FOUND:
        return -ENOENT;
    case EXT2_ET_FILE_EXISTS:
    case EXT2_ET_DIR_EXISTS:
        return -EEXIST;
    case EXT2_ET_NO_DIRECTORY:
        return -ENOTDIR;
    case EXT2_ET_NO_MEMORY:
        return -ENOMEM;
    case EXT2_ET_BLOCK_ALLOC_FAIL:
    case EXT2_ET_INODE_ALLOC_FAIL:
    case EXT2_ET_DIR_NO_SPACE:
        return -ENOSPC;
    case EXT2_ET_FILE_TOO_BIG:
        return -EFBIG;
    }
    return code > 0 && code < 256 ? -code : -EIO;
}

/// Makes everything last that was changed by calls.
long volume_commit(struct volume *volume) {
    long problem = 0;

    if (volume->is_failed)
        return -EIO;
    if (volume->fs->flags & (EXT2_FLAG_DIRTY | EXT2_FLAG_BB_DIRTY | EXT2_FLAG_IB_DIRTY))
        problem = disk_problem(ext2fs_flush2(volume->fs, EXT2_FLAG_FLUSH_NO_SYNC));
    if (!problem)
        problem = journal_commit(volume);
    if (problem)
        volume->is_failed = 1;
    return problem ? -EIO : 0;
}

/// Makes everything last, also what was changed by way of mappings.
static void commit_all(struct volume *volume) {
    for (struct disk_node *node = volume->nodes; node; node = node->next)
        if (node->mapped.root)
            disk_write_mapped(node);
    volume_commit(volume);
}

/// Commits if so much was changed that the log or the memory could become too small.
long volume_breathe(struct volume *volume) {
    return volume->changed_count > volume->journal.length / 4 ||
                   volume->changed_count > volume->most / 2
               ? volume_commit(volume)
               : 0;
}

/// Begins a change for which `blocks` new blocks may be needed.
long volume_begin_change(struct volume *volume, unsigned blocks) {
    if (volume->is_failed || volume->device->is_read_only)
        return -EROFS;
    return ext2fs_free_blocks_count(volume->fs->super) < blocks ? -ENOSPC : 0;
}

/// Ends a change of names or attributes with what the library said. A change that was broken off in
/// its midst must never be committed.
long volume_end_change(struct volume *volume, errcode_t code) {
    long problem = disk_problem(code);

    if (problem == -EIO || problem == -ENOMEM)
        volume->is_failed = 1;
    return problem ?: volume_breathe(volume);
}

/// Commits what was changed long enough ago.
static uint64_t poll(unsigned *work) {
    uint64_t earliest = 0, now = 0;

    for (struct volume *volume = disk_volumes; volume; volume = volume->next) {
        uint64_t due = volume->changed_since + CHANGE_LIFE;

        if (!volume->changed || volume->is_failed || volume->is_direct)
            continue;
        if (!now)
            now = clock_monotonic();
        if (due <= now)
            commit_all(volume);
        else if (!earliest || due < earliest)
            earliest = due;
    }
    return earliest;
}

static struct poller poller = {.poll = poll};

/// Commits what was changed on all disks.
static void synchronise(void) {
    for (struct volume *volume = disk_volumes; volume; volume = volume->next)
        commit_all(volume);
}

/// Learns the size of blocks from the superblock; returns whether there is an ext4 that is served.
static int probe(struct volume *volume) {
    struct ext2_super_block *super = block_allocate(SUPERBLOCK_SIZE);
    struct block_piece piece = {SUPERBLOCK_OFFSET, super, SUPERBLOCK_SIZE};
    int is_served = 0;

    if (!super)
        return 0;
    if (!volume->device->transfer(volume->device, &piece, 1, 0) &&
        super->s_magic == EXT2_SUPER_MAGIC && super->s_log_block_size <= 2 &&
        super->s_feature_compat & EXT3_FEATURE_COMPAT_HAS_JOURNAL && super->s_journal_inum &&
        !(super->s_feature_incompat & UNSERVED) && !super->s_blocks_count_hi) {
        volume->block_size = 1024u << super->s_log_block_size;
        is_served = (uint64_t)super->s_blocks_count * volume->block_size <= volume->device->size;
    }
    block_free(super, SUPERBLOCK_SIZE);
    return is_served;
}

/// Opens the file system. A superblock that a power cut tore between its sectors has a wrong
/// checksum, but each half is a right one; it is written anew.
static errcode_t open_file_system(struct volume *volume) {
    int flags = EXT2_FLAG_RW | EXT2_FLAG_64BITS;
    errcode_t code = ext2fs_open("disk", flags, 0, 0, &disk_channel_manager, &volume->fs);

    if (code == EXT2_ET_SB_CSUM_INVALID)
        code = ext2fs_open("disk", flags | EXT2_FLAG_IGNORE_CSUM_ERRORS, 0, 0,
                           &disk_channel_manager, &volume->fs);
    return code;
}

/// Opens the file system as it is after the log was replayed.
static long recover(struct volume *volume) {
    long problem = disk_problem(open_file_system(volume)) ?: journal_replay(volume);

    if (!problem)
        problem = cache_write_out(volume) ?: volume->device->flush(volume->device);
    if (problem)
        return problem;
    ext2fs_free(volume->fs);
    problem = disk_problem(open_file_system(volume));
    if (problem)
        return problem;
    volume->fs->flags &= ~EXT2_FLAG_IGNORE_CSUM_ERRORS;
    volume->fs->flags |= EXT2_FLAG_MASTER_SB_ONLY;
    // From here on the log may hold something at any time.
    ext2fs_set_feature_journal_needs_recovery(volume->fs->super);
    ext2fs_mark_super_dirty(volume->fs);
    return disk_problem(ext2fs_flush(volume->fs));
}

/// Takes the log over, and ends what a power cut left undone; from here on by way of the log.
static long begin_log(struct volume *volume) {
    long problem = cache_write_out(volume) ?: volume->device->flush(volume->device);

    if (!problem)
        problem = journal_start(volume);
    volume->is_direct = 0;
    if (!problem)
        problem = disk_problem(ext2fs_read_bitmaps(volume->fs));
    if (!problem)
        problem = volume_end_change(volume, inode_orphans_end(volume));
    return problem;
}

/// Starts a volume on a disk.
static long start(struct volume *volume) {
    if (!probe(volume))
        return -EINVAL;
    if (!cache_start(volume))
        return -ENOMEM;
    volume->is_direct = 1;
    volume->next = disk_volumes;
    disk_volumes = volume;
    return recover(volume) ?: begin_log(volume);
}

/// Mounts the disk whose number is `source` as `name` in `above`.
static long mount(const char *source, struct node *above, const struct name *name,
                  struct node **root) {
    struct block_device *device = block_find(strtoul(source, NULL, 10));
    struct volume *volume = device ? block_allocate_zeroed(sizeof *volume) : NULL;
    long problem;

    if (!device)
        return -ENODEV;
    if (!volume)
        return -ENOMEM;
    volume->device = device;
    volume->above = above;
    memcpy(volume->name, name->text, name->length);
    problem = start(volume);
    if (!problem)
        problem = disk_node_get(volume, EXT2_ROOT_INO, root);
    if (problem)
        return problem;
    volume->root = disk_node(*root);
    if (!files_synchronise)
        poller_add(&poller);
    files_synchronise = synchronise;
    return 0;
}

static const struct file_system ext4 = {mount};

REGISTER(file_system, ext4, &ext4);
