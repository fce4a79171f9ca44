// Mounting folders of the host, and their nodes.

#include <errno.h>
#include <string.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

#include "files/9p/9p.h"
#include "files/bytes.h"
#include "files/file-system.h"
#include "memory/blocks.h"
#include "memory/pages.h"

/// How large messages are.
#define MESSAGE_SIZE 0x11000

/// The feature of a device that says the tag of its folder, and how long one may be.
#define FEATURE_TAG 1UL
enum { TAG_LIMIT = 256 };

// Which attributes are asked for, and which are set.
#define GET_ALL 0x7ff
enum {
    SET_MODE = 0x1,
    SET_USER = 0x2,
    SET_GROUP = 0x4,
    SET_SIZE = 0x8,
    SET_ACCESSED = 0x10 | 0x80,
    SET_MODIFIED = 0x20 | 0x100,
};

/// Returns whether a device has the folder with a tag.
static int has_tag(struct virtio_device *device, const char *tag) {
    size_t length = strlen(tag);
    volatile uint8_t *configuration = device->configuration;

    if ((configuration[0] | configuration[1] << 8) != (int)length)
        return 0;
    for (size_t i = 0; i < length; i++)
        if (configuration[2 + i] != (uint8_t)tag[i])
            return 0;
    return 1;
}

/// Finds the device with the folder of a tag, and starts it.
static long start(struct share *share, const char *tag) {
    struct virtio_device *device = &share->device;
    unsigned index = 0;

    do {
        if (!virtio_find(device, VIRTIO_9P, index++))
            return -ENODEV;
    } while (!device->transport->begin(device, FEATURE_TAG) || !has_tag(device, tag));
    share->request = block_allocate(2 * MESSAGE_SIZE);
    share->reply = share->request + MESSAGE_SIZE;
    share->size = MESSAGE_SIZE;
    if (!share->request || !virtio_queue_add(device, &share->queue, 0, 16))
        return -ENOMEM;
    device->transport->ready(device);
    return 0;
}

/// Agrees on the protocol with the host, and gets a fid of the folder.
static long attach(struct share *share, uint64_t *number) {
    static const char version[] = "9P2000.L";
    uint8_t *identity;
    uint32_t size;
    long problem;

    message_begin(share, REQUEST_VERSION);
    message_number(share, MESSAGE_SIZE, 4);
    message_text(share, version, sizeof version - 1);
    problem = message_send(share);
    if (problem)
        return problem;
    size = reply_number(share, 4);
    if (size < 4096 || size > MESSAGE_SIZE || reply_number(share, 2) != sizeof version - 1)
        return -EPROTO;
    share->size = size;
    message_begin(share, REQUEST_ATTACH);
    message_number(share, 0, 4);
    message_number(share, NO_FID, 4);
    message_text(share, "root", 4);
    message_text(share, "", 0);
    message_number(share, 0, 4);
    problem = message_send(share);
    if (problem)
        return problem;
    identity = reply_bytes(share, IDENTITY_SIZE);
    if (!identity)
        return -EPROTO;
    memcpy(number, identity + IDENTITY_NUMBER, sizeof *number);
    return 0;
}

/// Mounts the folder whose tag is `source` as `name` in `above`.
static long mount(const char *source, struct node *above, const struct name *name,
                  struct node **root) {
    struct share *share = block_allocate_zeroed(sizeof *share);
    uint64_t number;
    long problem = share ? start(share, source) : -ENOMEM;

    if (!problem)
        problem = attach(share, &number);
    if (problem)
        return problem;
    share->above = above;
    return share_node_get(share, 0, number, NULL, name, root);
}

static const struct file_system file_system = {mount};

REGISTER(file_system, 9p, &file_system);

/// Asks the host to describe a file.
static long get_attributes(struct share *share, uint32_t fid, struct stat *status) {
    uint64_t device;
    long problem;

    message_begin(share, REQUEST_GET_ATTRIBUTES);
    message_number(share, fid, 4);
    message_number(share, GET_ALL, 8);
    problem = message_send(share);
    if (problem)
        return problem;
    memset(status, 0, sizeof *status);
    reply_number(share, 8);
    reply_bytes(share, IDENTITY_NUMBER);
    status->st_dev = 0x9000;
    status->st_ino = reply_number(share, 8);
    status->st_mode = reply_number(share, 4);
    status->st_uid = reply_number(share, 4);
    status->st_gid = reply_number(share, 4);
    status->st_nlink = reply_number(share, 8);
    device = reply_number(share, 8);
    status->st_rdev = makedev(major(device), minor(device));
    status->st_size = reply_number(share, 8);
    status->st_blksize = reply_number(share, 8);
    status->st_blocks = reply_number(share, 8);
    status->st_atim.tv_sec = reply_number(share, 8);
    status->st_atim.tv_nsec = reply_number(share, 8);
    status->st_mtim.tv_sec = reply_number(share, 8);
    status->st_mtim.tv_nsec = reply_number(share, 8);
    status->st_ctim.tv_sec = reply_number(share, 8);
    status->st_ctim.tv_nsec = reply_number(share, 8);
    return 0;
}

/// Describes a node.
long share_status(struct node *node, struct stat *status) {
    struct share_node *self = share_node(node);

    // The host does not know by its fid what has no name any more.
    if (self->removed) {
        *status = *self->removed;
        return 0;
    }
    return get_attributes(self->share, self->fid, status);
}

/// Sets attributes of a node, or its size.
static long set_attributes(struct share_node *node, unsigned which, const struct change *change,
                           off_t size) {
    struct share *share = node->share;

    message_begin(share, REQUEST_SET_ATTRIBUTES);
    message_number(share, node->fid, 4);
    message_number(share, which, 4);
    message_number(share, change->mode & 07777, 4);
    message_number(share, change->user, 4);
    message_number(share, change->group, 4);
    message_number(share, size, 8);
    message_number(share, change->accessed.tv_sec, 8);
    message_number(share, change->accessed.tv_nsec, 8);
    message_number(share, change->modified.tv_sec, 8);
    message_number(share, change->modified.tv_nsec, 8);
    return message_send(share);
}

/// Sets attributes of a node.
static long change(struct node *node, const struct change *change) {
    unsigned which = (change->which & CHANGE_MODE ? SET_MODE : 0) |
                     (change->which & CHANGE_USER ? SET_USER : 0) |
                     (change->which & CHANGE_GROUP ? SET_GROUP : 0) |
                     (change->which & CHANGE_ACCESSED ? SET_ACCESSED : 0) |
                     (change->which & CHANGE_MODIFIED ? SET_MODIFIED : 0);
    long problem = set_attributes(share_node(node), which, change, 0);

    if (!problem && change->which & CHANGE_MODE)
        node->mode = (node->mode & S_IFMT) | (change->mode & 07777);
    return problem;
}

/// Gives a file another size.
long share_resize(struct node *node, off_t size) {
    static const struct change nothing;

    return set_attributes(share_node(node), SET_SIZE, &nothing, size);
}

/// Does `fallocate`, as far as the protocol can: a file gets longer.
static long reserve(struct node *node, int mode, off_t offset, off_t length) {
    struct stat status;
    long problem = mode ? -EOPNOTSUPP : share_status(node, &status);

    if (problem || status.st_size >= offset + length)
        return problem;
    return share_resize(node, offset + length);
}

/// Returns the text of a symbolic link.
static const char *target(struct node *link) {
    return share_node(link)->target ?: "";
}

/// Describes the file system.
static void usage(struct node *node, struct statfs *usage) {
    struct share *share = share_node(node)->share;

    *usage = (struct statfs){.f_type = 0x01021997};
    message_begin(share, REQUEST_STATFS);
    message_number(share, share_node(node)->fid, 4);
    if (message_send(share))
        return;
    reply_number(share, 4);
    usage->f_bsize = usage->f_frsize = reply_number(share, 4);
    usage->f_blocks = reply_number(share, 8);
    usage->f_bfree = reply_number(share, 8);
    usage->f_bavail = reply_number(share, 8);
    usage->f_files = reply_number(share, 8);
    usage->f_ffree = reply_number(share, 8);
    reply_number(share, 8);
    usage->f_namelen = reply_number(share, 4);
}

/// Frees a text.
static void free_text(char *text) {
    if (text)
        block_free(text, strlen(text) + 1);
}

/// Returns a terminated copy of a text, or null.
static char *copy_text(const char *text, size_t length) {
    char *copy = block_allocate_zeroed(length + 1);

    if (copy)
        bytes_copy(copy, text, length);
    return copy;
}

/// Forgets a node that nobody uses any more.
static void destroy(struct node *node) {
    struct share_node *self = share_node(node), **link = &self->share->nodes;

    fid_forget(self->share, self->fid);
    while (*link != self)
        link = &(*link)->next;
    *link = self->next;
    free_text(self->name);
    if (self->parent)
        node_release(&self->parent->node);
    free_text(self->target);
    if (self->removed)
        block_free(self->removed, sizeof *self->removed);
    block_free(self, sizeof *self);
}

const struct node_operations share_node_operations = {
    .lookup = share_lookup,
    .parent = share_parent,
    .create = share_create,
    .link = share_link,
    .remove = share_remove,
    .rename = share_rename,
    .target = target,
    .status = share_status,
    .change = change,
    .resize = share_resize,
    .reserve = reserve,
    .open = share_open,
    .usage = usage,
    .destroy = destroy,
};

/// Reads the text of a symbolic link.
static long read_target(struct share_node *node) {
    struct share *share = node->share;
    uint8_t *text;
    size_t length;
    long problem;

    message_begin(share, REQUEST_READ_LINK);
    message_number(share, node->fid, 4);
    problem = message_send(share);
    if (problem)
        return problem;
    length = reply_number(share, 2);
    text = reply_bytes(share, length);
    if (!text)
        return -EIO;
    node->target = copy_text((char *)text, length);
    return node->target ? 0 : -ENOMEM;
}

/// Notes where a node is, and what it is called there.
long share_node_rename(struct share_node *node, struct share_node *parent,
                       const struct name *name) {
    char *copy = copy_text(name->text, name->length);
    struct share_node *old = node->parent;

    if (!copy)
        return -ENOMEM;
    free_text(node->name);
    node->name = copy;
    if (parent)
        node_hold(&parent->node);
    node->parent = parent;
    if (old)
        node_release(&old->node);
    return 0;
}

/// Returns the node of a file with a use of it for the caller; takes its fid over.
long share_node_get(struct share *share, uint32_t fid, uint64_t number, struct share_node *parent,
                    const struct name *name, struct node **found) {
    struct share_node *node = share->nodes;
    struct stat status;
    long problem;

    while (node && (node->number != number || node->removed))
        node = node->next;
    if (node) {
        fid_forget(share, fid);
        *found = node_hold(&node->node);
        return share_node_rename(node, parent, name);
    }
    problem = get_attributes(share, fid, &status);
    node = problem ? NULL : block_allocate_zeroed(sizeof *node);
    if (!node) {
        fid_forget(share, fid);
        return problem ?: -ENOMEM;
    }
    node->node.operations = &share_node_operations;
    node->node.references = 1;
    node->node.mode = status.st_mode;
    node->share = share;
    node->fid = fid;
    node->number = number;
    node->next = share->nodes;
    share->nodes = node;
    problem = share_node_rename(node, parent, name);
    if (!problem && S_ISLNK(status.st_mode))
        problem = read_target(node);
    if (problem)
        node_release(&node->node);
    else
        *found = &node->node;
    return problem;
}
