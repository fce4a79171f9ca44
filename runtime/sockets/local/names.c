// The names of local sockets: paths, or abstract ones, which begin with a zero byte.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>

#include "files/bytes.h"
#include "files/make.h"
#include "files/path.h"
#include "sockets/local/local.h"

#define NAME_OFFSET offsetof(struct sockaddr_un, sun_path)

/// Reads a name, which need not be terminated.
static long read_name(const struct sockaddr *address, socklen_t length, struct local_name *name) {
    if (length < NAME_OFFSET || length > sizeof name->address)
        return -EINVAL;
    if (address->sa_family != AF_UNIX)
        return -EINVAL;
    memset(name, 0, sizeof *name);
    bytes_copy(&name->address, address, length);
    name->length = length;
    return 0;
}

/// Returns whether a name is a path.
static int is_path(const struct local_name *name) {
    return name->length > NAME_OFFSET && name->address.sun_path[0];
}

/// Copies a path and terminates it.
static void copy_path(const struct local_name *name, char path[sizeof name->address + 1]) {
    size_t size = name->length - NAME_OFFSET;

    bytes_copy(path, name->address.sun_path, size);
    path[size] = 0;
}

/// Returns the socket of a type with an abstract name; each type has names of its own.
static struct local_socket *find_abstract(const struct local_name *name, int type) {
    for (struct local_socket *local = local_sockets; local; local = local->next)
        if (local->socket.type == type && local->name.length == name->length &&
            local->name.length > NAME_OFFSET &&
            !memcmp(&local->name.address, &name->address, name->length))
            return local;
    return NULL;
}

/// Gives a socket an abstract name that nobody has: five digits, as Linux does.
static long bind_anywhere(struct local_socket *local) {
    static unsigned last;
    struct local_name name = {.address.sun_family = AF_UNIX, .length = NAME_OFFSET + 6};

    for (unsigned tries = 0; tries <= 0xfffff; tries++) {
        last = (last + 1) & 0xfffff;
        for (int digit = 0; digit < 5; digit++)
            name.address.sun_path[1 + digit] = "0123456789abcdef"[last >> (16 - 4 * digit) & 15];
        if (!find_abstract(&name, local->socket.type)) {
            local->name = name;
            return 0;
        }
    }
    return -ENOSPC;
}

/// Makes a node for a socket's name.
static long bind_path(struct local_socket *local, struct local_name *name) {
    char path[sizeof name->address + 1];
    struct node *node;
    long problem;

    copy_path(name, path);
    problem = special_make(AT_FDCWD, path, S_IFSOCK | 0777, 0);
    if (!problem)
        problem = path_find(AT_FDCWD, path, 0, &node);
    if (problem)
        return problem == -EEXIST ? -EADDRINUSE : problem;
    local->node = node;
    name->length = NAME_OFFSET + strlen(path) + 1;
    return 0;
}

/// Gives a socket a name.
long local_bind(struct socket *socket, const struct sockaddr *address, socklen_t length) {
    struct local_socket *local = (struct local_socket *)socket;
    struct local_name name;
    long problem = read_name(address, length, &name);

    if (problem)
        return problem;
    if (local->name.length > NAME_OFFSET)
        return -EINVAL;
    if (length == NAME_OFFSET)
        return bind_anywhere(local);
    if (is_path(&name))
        problem = bind_path(local, &name);
    else if (find_abstract(&name, local->socket.type))
        problem = -EADDRINUSE;
    if (!problem)
        local->name = name;
    return problem;
}

/// Finds the socket of a type that has a name.
long local_find(const struct sockaddr *address, socklen_t length, int type,
                struct local_socket **found) {
    char path[sizeof(struct sockaddr_un) + 1];
    struct local_name name;
    struct node *node;
    long problem = read_name(address, length, &name);

    if (problem)
        return problem;
    if (!is_path(&name)) {
        *found = find_abstract(&name, type);
        return *found ? 0 : -ECONNREFUSED;
    }
    copy_path(&name, path);
    problem = path_find(AT_FDCWD, path, PATH_FOLLOW, &node);
    if (problem)
        return problem;
    *found = local_sockets;
    while (*found && (*found)->node != node)
        *found = (*found)->next;
    node_release(node);
    if (!*found)
        return -ECONNREFUSED;
    return (*found)->socket.type == type ? 0 : -EPROTOTYPE;
}
