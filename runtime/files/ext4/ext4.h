// ext4 on a disk.
//
// The library (libext2fs) knows the structures of the file system; it reads and writes blocks
// through a channel (channel.c), which is a cache of blocks (cache.c). What it and the writers of
// files change stays in the cache until it is committed: all changed blocks, those of files too,
// go into the log that JBD2 defines, a flush makes them last, a block that says so follows, and a
// second flush makes that last (journal.c). Only then are the blocks written to their places.
//
// So after a power cut the file system is as it was at some commit that is no older than the last
// `fsync` that ended: the log is replayed when the disk is mounted (replay.c); Linux and e2fsck
// would do the same. Operations are atomic because none commits in its midst, except that large
// writes and truncations are cut into parts. Nothing here lets another thread run.

#ifndef RUNTIME_FILES_EXT4_EXT4_H
#define RUNTIME_FILES_EXT4_EXT4_H

#include <ext2fs/ext2_fs.h>
#include <ext2fs/ext2fs.h>
#include <stdint.h>

#include "block/block.h"
#include "files/file.h"
#include "files/memory/content.h"
#include "files/node.h"

/// A block in memory.
struct buffer {
    /// The next in its place of the table; its neighbours by age; the next that is changed.
    struct buffer *next, *newer, *older, *next_changed;
    uint64_t block;
    void *bytes;
    uint8_t is_changed;
};

/// The log.
struct journal {
    /// Where its blocks are on the disk, the first of them its head; and how many there are.
    uint32_t *blocks;
    uint32_t length;
    /// Where the next transaction goes, and its number.
    uint32_t next, sequence;
};

/// A node of a disk.
struct disk_node {
    struct node node;
    struct disk_node *next;
    struct volume *volume;
    ext2_ino_t number;
    /// Whether it has no name any more.
    uint8_t is_orphan;
    /// The text of a symbolic link, or null.
    char *target;
    /// The pages that show a regular file to mappings.
    struct content mapped;
};

/// A disk with its file system.
struct volume {
    struct volume *next;
    struct block_device *device;
    ext2_filsys fs;
    unsigned block_size;
    /// The cache: a table by block, a ring by age, the changed blocks; how many there are at all
    /// and changed, and how many there may be.
    struct buffer **table;
    unsigned table_size;
    struct buffer ages, *changed;
    unsigned count, changed_count, most;
    /// When the first of the changed blocks changed, by the monotonic clock.
    uint64_t changed_since;
    struct journal journal;
    /// Whether blocks go to their places without the log: as long as the log is replayed.
    uint8_t is_direct;
    /// Whether nothing more is written because something went wrong.
    uint8_t is_failed;
    /// All nodes that are in use.
    struct disk_node *nodes;
    struct disk_node *root;
    /// What is above the root, and what the root is called there.
    struct node *above;
    char name[EXT2_NAME_LEN + 1];
};

extern const struct node_operations disk_node_operations;
extern const struct file_operations disk_regular_operations;
extern const struct file_operations disk_directory_operations;
extern struct struct_io_manager disk_channel_manager;
extern struct volume *disk_volumes;

/// Returns the disk node that begins with `node`.
static inline struct disk_node *disk_node(struct node *node) {
    return (struct disk_node *)node;
}

/// An inode in the short form that the library takes.
#define SHORT(inode) ((struct ext2_inode *)(inode))

/// How many blocks are written or freed before others may be committed.
enum { PART_BLOCKS = 64 };

long disk_problem(errcode_t code);

int cache_start(struct volume *volume);
struct buffer *cache_find(struct volume *volume, uint64_t block);
long cache_get(struct volume *volume, uint64_t block, int is_read, struct buffer **found);
long cache_load(struct volume *volume, uint64_t block, unsigned count);
void cache_change(struct volume *volume, struct buffer *buffer);
long cache_write_out(struct volume *volume);

long journal_replay(struct volume *volume);
long journal_start(struct volume *volume);
long journal_commit(struct volume *volume);
long volume_commit(struct volume *volume);
long volume_breathe(struct volume *volume);
long volume_end_change(struct volume *volume, errcode_t code);
long volume_begin_change(struct volume *volume, unsigned blocks);

long disk_node_get(struct volume *volume, ext2_ino_t number, struct node **found);
long inode_read(struct volume *volume, ext2_ino_t number, struct ext2_inode_large *inode);
errcode_t inode_write(struct volume *volume, ext2_ino_t number, struct ext2_inode_large *inode);
void inode_touch(struct ext2_inode_large *inode, unsigned which);
errcode_t inode_punch(struct volume *volume, ext2_ino_t number, struct ext2_inode_large *inode,
                      uint64_t first, uint64_t last);
errcode_t inode_unlinked(struct disk_node *node);
errcode_t inode_orphans_end(struct volume *volume);
long disk_target(struct disk_node *node);

long disk_lookup(struct node *directory, const struct name *name, struct node **found);
struct node *disk_parent(struct node *directory, char *name);
long disk_create(struct node *directory, const struct name *name, const struct creation *creation,
                 struct node **created);
long disk_link(struct node *directory, const struct name *name, struct node *node);
long disk_remove(struct node *directory, const struct name *name, struct node *node);
long disk_rename(struct node *directory, const struct name *name, struct node *node,
                 struct node *new_directory, const struct name *new_name, struct node *replaced,
                 int exchange);
int disk_is_empty(struct volume *volume, ext2_ino_t directory);
errcode_t disk_enter(struct volume *volume, ext2_ino_t directory, const char *name,
                     ext2_ino_t number, mode_t mode);

long disk_read(struct disk_node *node, off_t offset, void *bytes, size_t count);
long disk_write(struct disk_node *node, off_t offset, const void *bytes, size_t count);
long disk_resize(struct node *node, off_t size);
long disk_reserve(struct node *node, int mode, off_t offset, off_t length);
long disk_synchronise(struct disk_node *node);
long disk_write_mapped(struct disk_node *node);

#endif
