// The path of a directory, found by going up from it.

#include "files/directory-path.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "files/bytes.h"
#include "files/node.h"

/// Writes the absolute path of `directory` with its end to `buffer` and returns its size.
long directory_path(struct node *directory, char *buffer, size_t size) {
    char name[NAME_MAX + 1];
    size_t at = size;

    if (at-- == 0)
        return -ERANGE;
    buffer[at] = 0;
    node_hold(directory);
    for (;;) {
        struct node *parent = directory->operations->parent(directory, name);
        size_t length = strlen(name);
        int is_root = parent == directory;

        node_release(directory);
        directory = parent;
        if (is_root || length == 0 || length + 1 > at) {
            node_release(parent);
            if (!is_root)
                return length == 0 ? -ENOENT : -ERANGE;
            break;
        }
        at -= length;
        bytes_copy(buffer + at, name, length);
        buffer[--at] = '/';
    }
    if (!buffer[at]) {
        if (at == 0)
            return -ERANGE;
        buffer[--at] = '/';
    }
    memmove(buffer, buffer + at, size - at);
    return size - at;
}
