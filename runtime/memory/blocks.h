// Memory for the small records of the files: nodes, names, open files, buffers.

#ifndef RUNTIME_MEMORY_BLOCKS_H
#define RUNTIME_MEMORY_BLOCKS_H

#include <stddef.h>

void *block_allocate(size_t size);
void *block_allocate_zeroed(size_t size);
void block_free(void *block, size_t size);

#endif
