// The folder /proc/self/fd. Its names are descriptors, and lead straight to the nodes of the open
// files.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "files/descriptors.h"
#include "files/directory.h"
#include "files/path.h"
#include "files/tree/folder.h"

/// The positions of "." and "..", and of descriptor 0, in the stream of entries.
enum { AT_SELF, AT_ABOVE, AT_FIRST };

/// The number of the folder's node.
enum { FOLDER_NUMBER = 0x7ffffffe };

static struct node *above;

/// Finds the node of the open file whose descriptor is `name`.
static long descriptors_lookup(struct node *folder, const struct name *name, struct node **found) {
    unsigned descriptor = 0;
    struct file *file;

    if (name->length > 7)
        return -ENOENT;
    for (size_t i = 0; i < name->length; i++) {
        unsigned digit = name->text[i] - '0';

        if (digit > 9)
            return -ENOENT;
        descriptor = descriptor * 10 + digit;
    }
    file = file_get(descriptor);
    if (!file)
        return -ENOENT;
    if (file == &console_file)
        return path_find(AT_FDCWD, "/dev/console", 0, found);
    if (!file->node)
        return -ENXIO;
    *found = node_hold(file->node);
    return 0;
}

/// Returns the directory above.
static struct node *descriptors_parent(struct node *folder, char *name) {
    if (name) {
        name[0] = 'f';
        name[1] = 'd';
        name[2] = 0;
    }
    return node_hold(above);
}

/// Refuses to make a file.
static long descriptors_create(struct node *folder, const struct name *name,
                               const struct creation *creation, struct node **created) {
    return -ENOENT;
}

/// Refuses to make a link.
static long descriptors_link(struct node *folder, const struct name *name, struct node *node) {
    return -ENOENT;
}

/// Refuses to remove a file.
static long descriptors_remove(struct node *folder, const struct name *name, struct node *node) {
    return -EPERM;
}

/// Refuses to rename a file.
static long descriptors_rename(struct node *folder, const struct name *name, struct node *node,
                               struct node *new_folder, const struct name *new_name,
                               struct node *replaced, int exchange) {
    return -EPERM;
}

/// Describes the folder.
static long descriptors_status(struct node *folder, struct stat *status) {
    *status = (struct stat){
        .st_dev = 3,
        .st_ino = FOLDER_NUMBER,
        .st_nlink = 2,
        .st_mode = folder->mode,
        .st_blksize = 1024,
    };
    return 0;
}

/// Refuses to change the folder.
static long descriptors_change(struct node *folder, const struct change *change) {
    return -EPERM;
}

/// Describes the file system, of which the folder is all.
static void descriptors_usage(struct node *folder, struct statfs *usage) {
    *usage = (struct statfs){.f_type = 0x9fa0, .f_bsize = 4096, .f_namelen = 255};
}

/// Fills `buffer` with the open descriptors from the file's position on.
static long descriptors_entries(struct file *file, void *buffer, size_t size) {
    struct directory_writer writer = {buffer, size, 0};

    for (;; file->position++) {
        unsigned descriptor = file->position - AT_FIRST, rest = descriptor;
        char digits[8], *name = digits + sizeof(digits);
        mode_t mode = S_IFLNK;

        if (file->position < AT_FIRST) {
            *--name = '.';
            if (file->position == AT_ABOVE)
                *--name = '.';
            mode = S_IFDIR;
        } else if (descriptor >= descriptor_table.size) {
            return writer.used;
        } else if (!file_get(descriptor)) {
            continue;
        } else {
            do
                *--name = '0' + rest % 10;
            while (rest /= 10);
        }
        if (!directory_write(&writer, FOLDER_NUMBER + 1 + file->position, file->position + 1, mode,
                             name, digits + sizeof(digits) - name))
            return writer.used ? writer.used : -EINVAL;
    }
}

/// Moves in the stream of entries.
static long descriptors_seek(struct file *file, off_t offset, int origin) {
    if (origin == SEEK_CUR)
        offset += file->position;
    else if (origin != SEEK_SET)
        return -EINVAL;
    if (offset < 0)
        return -EINVAL;
    return file->position = offset;
}

static const struct file_operations descriptors_file_operations = {
    .seek = descriptors_seek,
    .status = node_file_status,
    .entries = descriptors_entries,
    .release = node_file_release,
};

/// Opens the folder.
static long descriptors_open(struct node *folder, struct file *file) {
    file->operations = &descriptors_file_operations;
    return 0;
}

static const struct node_operations descriptors_operations = {
    .lookup = descriptors_lookup,
    .parent = descriptors_parent,
    .create = descriptors_create,
    .link = descriptors_link,
    .remove = descriptors_remove,
    .rename = descriptors_rename,
    .status = descriptors_status,
    .change = descriptors_change,
    .open = descriptors_open,
    .usage = descriptors_usage,
};

static struct node descriptors_node = {
    .operations = &descriptors_operations,
    .references = 1,
    .mode = S_IFDIR | 0500,
};

static const struct folder_link links[] = {
    {"/dev/fd", "/proc/self/fd"},
    {"/dev/stdin", "/proc/self/fd/0"},
    {"/dev/stdout", "/proc/self/fd/1"},
    {"/dev/stderr", "/proc/self/fd/2"},
};

static const struct folder descriptors_folder = {
    .path = "/proc/self/fd",
    .node = &descriptors_node,
    .above = &above,
    .links = links,
    .link_count = sizeof(links) / sizeof(links[0]),
};

REGISTER(folder, descriptors, &descriptors_folder);
