// The names in a directory: a binary tree ordered by a hash of the name, which keeps it shallow
// without balancing. A reader of the directory goes along in the order of the hashes and continues
// from one that it remembers, whatever was entered or removed meanwhile.

#include <errno.h>
#include <string.h>

#include "files/bytes.h"
#include "files/memory/memory-files.h"
#include "memory/blocks.h"

/// The position of the first entry in a directory stream; those before are "." and "..".
enum { FIRST_HASH = 2 };

/// Returns the hash of `name`, from FIRST_HASH to the largest off_t but one.
static unsigned long hash_of(const struct name *name) {
    const char *text = name->text, *end = text + name->length;
    unsigned long hash = name->length;

    while (text != end)
        hash = (hash ^ (unsigned char)*text++) * 0x9e3779b97f4a7c15;
    hash = (hash ^ hash >> 32) >> 2;
    return hash + FIRST_HASH;
}

/// Returns where the entry of `hash` is linked, or would be.
static struct entry **place_of(struct memory_node *directory, unsigned long hash) {
    struct entry **place = &directory->directory.entries;

    while (*place && (*place)->hash != hash)
        place = hash < (*place)->hash ? &(*place)->left : &(*place)->right;
    return place;
}

/// Returns where the entry of `name` is linked, or null.
struct entry **entry_find(struct memory_node *directory, const struct name *name) {
    struct entry **place = place_of(directory, hash_of(name));
    struct entry *entry = *place;

    if (entry && entry->length == name->length && !memcmp(entry->text, name->text, name->length))
        return place;
    return NULL;
}

/// Returns the first entry whose hash is at least `hash`, or null.
struct entry *entry_from(struct memory_node *directory, unsigned long hash) {
    struct entry *entry = directory->directory.entries, *best = NULL;

    while (entry) {
        if (entry->hash >= hash) {
            best = entry;
            entry = entry->left;
        } else {
            entry = entry->right;
        }
    }
    return best;
}

/// Enters `node`, which it holds, as `name`, which is not there. Two names of the same hash, of
/// which there are 2^62, do not fit into one directory.
long entry_insert(struct memory_node *directory, const struct name *name, struct node *node,
                  struct entry **inserted) {
    unsigned long hash = hash_of(name);
    struct entry **place = place_of(directory, hash);
    struct entry *entry;

    if (*place)
        return -ENOSPC;
    entry = block_allocate_zeroed(sizeof(*entry) + name->length + 1);
    if (!entry)
        return -ENOSPC;
    entry->hash = hash;
    entry->node = node_hold(node);
    entry->length = name->length;
    bytes_copy(entry->text, name->text, name->length);
    *place = entry;
    memory_touch(directory);
    if (inserted)
        *inserted = entry;
    return 0;
}

/// Takes the entry at `*place` out of its tree and frees it; its node is left to the caller.
void entry_remove(struct entry **place) {
    struct entry *entry = *place;

    if (entry->left && entry->right) {
        struct entry **least = &entry->right;
        struct entry *next;

        while ((*least)->left)
            least = &(*least)->left;
        next = *least;
        *least = next->right;
        next->left = entry->left;
        next->right = entry->right;
        *place = next;
    } else {
        *place = entry->left ? entry->left : entry->right;
    }
    block_free(entry, sizeof(*entry) + entry->length + 1);
}
