// Open files and directories of a folder of the host. Each has a fid of its own, in `object`.

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "files/9p/9p.h"
#include "files/bytes.h"
#include "files/directory.h"
#include "files/vector.h"

/// Returns the share of an open file.
static struct share *share_of(const struct file *file) {
    return share_node(file->node)->share;
}

/// Returns the fid of an open file.
static uint32_t fid_of(const struct file *file) {
    return (uintptr_t)file->object;
}

/// Opens a file that has its node.
long share_open(struct node *node, struct file *file) {
    struct share_node *self = share_node(node);
    struct share *share = self->share;
    uint32_t fid;
    long problem;

    if (!S_ISREG(node->mode) && !S_ISDIR(node->mode))
        return node->special ? node->special(node, file) : -ENXIO;
    problem = fid_walk(share, self->fid, NULL, 0, &fid, NULL);
    if (problem)
        return problem;
    message_begin(share, REQUEST_OPEN);
    message_number(share, fid, 4);
    message_number(share, file->flags & (O_ACCMODE | O_SYNC | O_DSYNC), 4);
    problem = message_send(share);
    if (problem) {
        fid_forget(share, fid);
        return problem;
    }
    file->object = (void *)(uintptr_t)fid;
    file->operations =
        S_ISDIR(node->mode) ? &share_directory_operations : &share_regular_operations;
    return 0;
}

/// Reads up to `count` bytes at `offset`, at most what fits into a message.
static long read_part(struct file *file, off_t offset, void *bytes, size_t count) {
    struct share *share = share_of(file);
    uint8_t *data;
    size_t given;
    long problem;

    if (count > share->size - MESSAGE_ROOM)
        count = share->size - MESSAGE_ROOM;
    message_begin(share, REQUEST_READ);
    message_number(share, fid_of(file), 4);
    message_number(share, offset, 8);
    message_number(share, count, 4);
    problem = message_send(share);
    if (problem)
        return problem;
    given = reply_number(share, 4);
    data = reply_bytes(share, given);
    if (!data || given > count)
        return -EIO;
    bytes_give(data, bytes, given);
    return given;
}

/// Writes up to `count` bytes at `offset`, at most what fits into a message.
static long write_part(struct file *file, off_t offset, const void *bytes, size_t count) {
    struct share *share = share_of(file);
    struct share_node *node = share_node(file->node);
    long problem;

    if (count > share->size - MESSAGE_ROOM)
        count = share->size - MESSAGE_ROOM;
    message_begin(share, REQUEST_WRITE);
    message_number(share, fid_of(file), 4);
    message_number(share, offset, 8);
    message_number(share, count, 4);
    bytes_take(share->at, bytes, count);
    share->at += count;
    problem = message_send(share);
    if (problem)
        return problem;
    count = reply_number(share, 4);
    if (node->removed && node->removed->st_size < offset + (off_t)count)
        node->removed->st_size = offset + count;
    return count;
}

/// Reads from `*position`.
static long regular_read(struct file *file, const struct iovec *vector, int count,
                         off_t *position) {
    long done = 0;

    for (; count--; vector++)
        for (size_t at = 0; at < vector->iov_len;) {
            long part =
                read_part(file, *position, (char *)vector->iov_base + at, vector->iov_len - at);

            if (part <= 0)
                return done ?: part;
            at += part;
            done += part;
            *position += part;
        }
    return done;
}

/// Returns the size of a file.
static long size_of(struct file *file) {
    struct stat status;

    return share_status(file->node, &status) ?: status.st_size;
}

/// Writes to `*position`, or to the end of the file with O_APPEND.
static long regular_write(struct file *file, const struct iovec *vector, int count,
                          off_t *position) {
    long done = 0, at = file->flags & O_APPEND ? size_of(file) : *position;

    if (at < 0)
        return at;
    for (; count--; vector++)
        for (size_t from = 0; from < vector->iov_len;) {
            long part =
                write_part(file, at, (const char *)vector->iov_base + from, vector->iov_len - from);

            if (part <= 0)
                return done ?: part;
            from += part;
            done += part;
            at += part;
            *position = at;
        }
    return done;
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

/// Says how much there is to read.
static long regular_control(struct file *file, unsigned long request, unsigned long argument) {
    if (request != 0x541b) // FIONREAD
        return -ENOTTY;
    *(int *)argument = size_of(file) - file->position;
    return 0;
}

/// Has the host make last what was written.
static long synchronise(struct file *file) {
    struct share *share = share_of(file);

    message_begin(share, REQUEST_SYNCHRONISE);
    message_number(share, fid_of(file), 4);
    message_number(share, 0, 4);
    return message_send(share);
}

/// Ends an open file.
static void release(struct file *file) {
    fid_forget(share_of(file), fid_of(file));
    node_file_release(file);
}

const struct file_operations share_regular_operations = {
    .read = regular_read,
    .write = regular_write,
    .seek = regular_seek,
    .control = regular_control,
    .status = node_file_status,
    .synchronise = synchronise,
    .release = release,
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

/// Takes one entry from a reply and writes its record. Returns whether there were both an entry and
/// room for it.
static int take_entry(struct share *share, struct file *file, struct directory_writer *writer) {
    uint8_t *identity = reply_bytes(share, IDENTITY_SIZE), *name;
    uint64_t number, next = reply_number(share, 8);
    unsigned type = reply_number(share, 1);
    size_t length = reply_number(share, 2);

    name = reply_bytes(share, length);
    if (!identity || !name)
        return 0;
    memcpy(&number, identity + IDENTITY_NUMBER, sizeof number);
    if (!directory_write(writer, number, next, (mode_t)type << 12, (char *)name, length))
        return 0;
    file->position = next;
    return 1;
}

/// Fills `buffer` with the entries from the file's position on.
static long directory_entries(struct file *file, void *buffer, size_t size) {
    struct share *share = share_of(file);
    struct directory_writer writer = {buffer, size, 0};
    uint32_t count = size < share->size - MESSAGE_ROOM ? size : share->size - MESSAGE_ROOM;
    long problem;

    if (share_node(file->node)->removed)
        return -ENOENT;
    message_begin(share, REQUEST_READ_DIRECTORY);
    message_number(share, fid_of(file), 4);
    message_number(share, file->position, 8);
    message_number(share, count, 4);
    problem = message_send(share);
    if (problem)
        return problem;
    count = reply_number(share, 4);
    while (take_entry(share, file, &writer))
        ;
    return writer.used || !count ? (long)writer.used : -EINVAL;
}

const struct file_operations share_directory_operations = {
    .read = directory_read,
    .seek = directory_seek,
    .status = node_file_status,
    .entries = directory_entries,
    .synchronise = synchronise,
    .release = release,
};
