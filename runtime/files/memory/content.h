// The bytes of a regular file in memory: a tree of pages over the bytes that it was given by the
// deployment.
//
// A page that is not in the tree reads as those initial bytes, and as zeroes after them. So a file
// of the image costs nothing until it is written, and a hole costs nothing at all.

#ifndef RUNTIME_FILES_MEMORY_CONTENT_H
#define RUNTIME_FILES_MEMORY_CONTENT_H

#include <stddef.h>

/// The bytes of a file, whose size stands elsewhere.
struct content {
    /// A page of bytes at height 0, otherwise a page of pointers to trees one lower.
    void *root;
    unsigned short height;
    /// Whether pages are mapped, so that they must stay while the file exists.
    unsigned char pinned;
    /// How many pages of bytes the tree has.
    size_t pages;
    /// The bytes it was given.
    const char *initial;
    size_t initial_size;
};

char *content_page(const struct content *content, size_t index);
char *content_make_page(struct content *content, size_t index);
const char *content_bytes(const struct content *content, size_t offset, size_t *length);
size_t content_next(const struct content *content, size_t index);
void content_cut(struct content *content, size_t size);
void content_free(struct content *content);
long content_clear(struct content *content, size_t start, size_t end);

#endif
