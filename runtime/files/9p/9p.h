// Folders of the host, by the protocol 9P2000.L over virtio.
//
// The host names its files to us by numbers that we choose (fids). Each node has one, and each open
// file another. Nothing is kept here: every call asks the host, so that both sides see what the
// other does. One request is under way at a time, and no other thread runs meanwhile.

#ifndef RUNTIME_FILES_9P_9P_H
#define RUNTIME_FILES_9P_9P_H

#include "files/file.h"
#include "files/node.h"
#include "virtio/virtio.h"

/// The requests; a reply has the number that follows.
enum {
    REQUEST_STATFS = 8,
    REQUEST_OPEN = 12,
    REQUEST_CREATE = 14,
    REQUEST_SYMLINK = 16,
    REQUEST_MAKE_NODE = 18,
    REQUEST_READ_LINK = 22,
    REQUEST_GET_ATTRIBUTES = 24,
    REQUEST_SET_ATTRIBUTES = 26,
    REQUEST_READ_DIRECTORY = 40,
    REQUEST_SYNCHRONISE = 50,
    REQUEST_LINK = 70,
    REQUEST_MAKE_DIRECTORY = 72,
    REQUEST_RENAME = 74,
    REQUEST_UNLINK = 76,
    REQUEST_VERSION = 100,
    REQUEST_ATTACH = 104,
    REQUEST_WALK = 110,
    REQUEST_READ = 116,
    REQUEST_WRITE = 118,
    REQUEST_FORGET = 120,
};

/// The bytes of a file's identity: a type, a version, and the number at IDENTITY_NUMBER.
enum { IDENTITY_SIZE = 13, IDENTITY_NUMBER = 5 };

/// No fid.
#define NO_FID 0xffffffffu

/// What each message may have beside the bytes of a file.
enum { MESSAGE_ROOM = 32 };

/// A folder of the host.
struct share {
    struct virtio_device device;
    struct virtio_queue queue;
    /// The request that is being written, and the reply that is being read.
    uint8_t *request, *reply;
    uint8_t *at, *end;
    /// How large messages may be.
    uint32_t size;
    uint32_t last_fid;
    /// Whether the host answers no more.
    uint8_t is_broken;
    struct share_node *nodes;
    struct node *above;
};

/// A node of a folder of the host.
struct share_node {
    struct node node;
    struct share_node *next;
    struct share *share;
    uint32_t fid;
    /// What the host's file is known by.
    uint64_t number;
    /// The directory where it was found, held, null for the root; and what it is called there.
    struct share_node *parent;
    char *name;
    /// The text of a symbolic link, or null.
    char *target;
    /// What it was when it lost its last name.
    struct stat *removed;
};

extern const struct node_operations share_node_operations;
extern const struct file_operations share_regular_operations;
extern const struct file_operations share_directory_operations;

/// Returns the node of a share that begins with `node`.
static inline struct share_node *share_node(struct node *node) {
    return (struct share_node *)node;
}

void message_begin(struct share *share, unsigned type);
void message_number(struct share *share, uint64_t number, unsigned size);
void message_text(struct share *share, const char *text, size_t length);
long message_send(struct share *share);
uint64_t reply_number(struct share *share, unsigned size);
uint8_t *reply_bytes(struct share *share, size_t count);

uint32_t fid_new(struct share *share);
void fid_forget(struct share *share, uint32_t fid);
long fid_walk(struct share *share, uint32_t from, const char *name, size_t length, uint32_t *fid,
              uint64_t *number);

long share_node_get(struct share *share, uint32_t fid, uint64_t number, struct share_node *parent,
                    const struct name *name, struct node **found);
long share_node_rename(struct share_node *node, struct share_node *parent, const struct name *name);
long share_status(struct node *node, struct stat *status);
long share_resize(struct node *node, off_t size);

long share_lookup(struct node *directory, const struct name *name, struct node **found);
struct node *share_parent(struct node *directory, char *name);
long share_create(struct node *directory, const struct name *name, const struct creation *creation,
                  struct node **created);
long share_link(struct node *directory, const struct name *name, struct node *node);
long share_remove(struct node *directory, const struct name *name, struct node *node);
long share_rename(struct node *directory, const struct name *name, struct node *node,
                  struct node *new_directory, const struct name *new_name, struct node *replaced,
                  int exchange);
long share_open(struct node *node, struct file *file);

#endif
