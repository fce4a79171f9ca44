// Open files and directories of a disk.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "files/directory.h"
#include "files/ext4/ext4.h"
#include "files/vector.h"
#include "memory/blocks.h"
#include "memory/pages.h"

/// Reads from `*position`.
static long regular_read(struct file *file, const struct iovec *vector, int count,
                         off_t *position) {
    long done = 0;

    for (; count--; vector++) {
        long part = disk_read(disk_node(file->node), *position, vector->iov_base, vector->iov_len);

        if (part < 0)
            return done ?: part;
        done += part;
        *position += part;
        if ((size_t)part < vector->iov_len)
            break;
    }
    return done;
}

/// Returns the size of a file.
static long size_of(struct file *file) {
    struct stat status;

    return file->node->operations->status(file->node, &status) ?: status.st_size;
}

/// Writes to `*position`, or to the end of the file with O_APPEND.
static long regular_write(struct file *file, const struct iovec *vector, int count,
                          off_t *position) {
    long done = 0, part = 0, at = *position;

    if (file->flags & O_APPEND)
        at = size_of(file);
    if (at < 0)
        return at;
    for (; count--; vector++) {
        size_t length = vector->iov_len;

        if (length > (size_t)(LONG_MAX - at))
            return done ?: -EFBIG;
        part = length ? disk_write(disk_node(file->node), at, vector->iov_base, length) : 0;
        if (part < 0)
            return done ?: part;
        done += part;
        at += part;
        if ((size_t)part < length)
            break;
    }
    *position = at;
    if (file->flags & (O_SYNC | O_DSYNC))
        part = disk_synchronise(disk_node(file->node));
    return part < 0 ? part : done;
}

/// Moves the position. Holes are not told apart: all of a file counts as data.
static long regular_seek(struct file *file, off_t offset, int origin) {
    long from = 0, size = origin > SEEK_CUR ? size_of(file) : 0;

    if (size < 0)
        return size;
    switch (origin) {
    case SEEK_SET:
        break;
    case SEEK_CUR:
        from = file->position;
        break;
    case SEEK_END:
        from = size;
        break;
    case SEEK_DATA:
    case SEEK_HOLE:
        if (offset < 0 || offset >= size)
            return -ENXIO;
        if (origin == SEEK_HOLE)
            offset = size;
        break;
    default:
        return -EINVAL;
    }
    if (__builtin_add_overflow(from, offset, &offset) || offset < 0)
        return -EINVAL;
    return file->position = offset;
}

/// Gives access to the bytes of a file, in pages that stay while its node lives.
static void *regular_bytes(struct file *file, off_t offset, size_t *length, int write) {
    struct disk_node *node = disk_node(file->node);
    size_t index = offset / PAGE_SIZE;
    long size = size_of(file);
    char *page;

    if (offset >= size)
        return NULL;
    page = content_page(&node->mapped, index);
    if (!page) {
        // The page is filled before it is one that reads look at.
        char *bytes = block_allocate(PAGE_SIZE);
        long done = bytes ? disk_read(node, (off_t)index * PAGE_SIZE, bytes, PAGE_SIZE) : -1;

        if (done >= 0)
            page = content_make_page(&node->mapped, index);
        if (page)
            memcpy(page, bytes, done);
        if (bytes)
            block_free(bytes, PAGE_SIZE);
        if (!page)
            return NULL;
        node->mapped.pinned = 1;
    }
    *length = PAGE_SIZE - offset % PAGE_SIZE;
    if (*length > (size_t)(size - offset))
        *length = size - offset;
    return page + offset % PAGE_SIZE;
}

/// Says how much there is to read.
static long regular_control(struct file *file, unsigned long request, unsigned long argument) {
    if (request != 0x541b) // FIONREAD
        return -ENOTTY;
    *(int *)argument = size_of(file) - file->position;
    return 0;
}

/// Makes what was written last.
static long synchronise(struct file *file) {
    return disk_synchronise(disk_node(file->node));
}

const struct file_operations disk_regular_operations = {
    .read = regular_read,
    .write = regular_write,
    .seek = regular_seek,
    .control = regular_control,
    .status = node_file_status,
    .bytes = regular_bytes,
    .synchronise = synchronise,
    .release = node_file_release,
};

/// Refuses to read a directory as bytes.
static long directory_read(struct file *file, const struct iovec *vector, int count,
                           off_t *position) {
    return -EISDIR;
}

/// Moves in the stream of entries, to a place that it has given out.
static long directory_seek(struct file *file, off_t offset, int origin) {
    if (origin == SEEK_CUR)
        offset += file->position;
    else if (origin != SEEK_SET)
        return -EINVAL;
    if (offset < 0)
        return -EINVAL;
    return file->position = offset;
}

/// Returns the mode whose type an entry states.
static mode_t mode_of(int type) {
    static const unsigned char modes[EXT2_FT_MAX] = {0, 8, 4, 2, 6, 1, 12, 10};

    return type < EXT2_FT_MAX ? modes[type] << 12 : 0;
}

/// Writes the entries of one block from `start` on. Returns where it stopped: behind the block, or
/// at the entry for which there was no room.
static unsigned write_entries(struct volume *volume, char *block, unsigned start, off_t base,
                              struct directory_writer *writer) {
    unsigned at = 0;

    while (at < volume->block_size) {
        struct ext2_dir_entry *entry = (struct ext2_dir_entry *)(block + at);
        unsigned size = 0;

        ext2fs_get_rec_len(volume->fs, entry, &size);
        if (size < 8 || at + size > volume->block_size)
            break;
        if (at >= start && entry->inode && ext2fs_dirent_name_len(entry) &&
            !directory_write(writer, entry->inode, base + at + size,
                             mode_of(ext2fs_dirent_file_type(entry)), entry->name,
                             ext2fs_dirent_name_len(entry)))
            return at;
        at += size;
    }
    return volume->block_size;
}

/// Fills `buffer` with the entries from the file's position on, which is that of an entry among the
/// bytes of the directory.
static long directory_entries(struct file *file, void *buffer, size_t size) {
    struct disk_node *node = disk_node(file->node);
    struct volume *volume = node->volume;
    struct directory_writer writer = {buffer, size, 0};
    struct ext2_inode_large inode;
    char *bytes;
    long problem = node->is_orphan ? -ENOENT : inode_read(volume, node->number, &inode);
    unsigned stop = volume->block_size;

    if (problem)
        return problem;
    bytes = block_allocate(volume->block_size);
    if (!bytes)
        return -ENOMEM;
    while (!problem && stop == volume->block_size && file->position < (off_t)inode.i_size) {
        off_t base = file->position / volume->block_size * volume->block_size;
        blk64_t block = 0;
        errcode_t code = ext2fs_bmap2(volume->fs, node->number, SHORT(&inode), NULL, 0,
                                      base / volume->block_size, NULL, &block);

        if (!code && block)
            code = ext2fs_read_dir_block4(volume->fs, block, bytes, 0, node->number);
        problem = disk_problem(code);
        if (!problem && block)
            stop = write_entries(volume, bytes, file->position - base, base, &writer);
        if (!problem)
            file->position = base + stop;
    }
    block_free(bytes, volume->block_size);
    if (problem && !writer.used)
        return problem;
    return writer.used || stop == volume->block_size ? (long)writer.used : -EINVAL;
}

const struct file_operations disk_directory_operations = {
    .read = directory_read,
    .seek = directory_seek,
    .status = node_file_status,
    .entries = directory_entries,
    .synchronise = synchronise,
    .release = node_file_release,
};
