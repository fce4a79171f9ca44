// Shared mappings of files: pages that show the file's own memory.

#ifndef RUNTIME_MEMORY_SHARING_H
#define RUNTIME_MEMORY_SHARING_H

#include <stdint.h>
#include <sys/types.h>

struct file;

long sharing_begin(uintptr_t start, uintptr_t end, struct file *file, off_t offset);
long sharing_end(uintptr_t start, uintptr_t end);
long sharing_move(uintptr_t start, uintptr_t old, uintptr_t to, uintptr_t new);
void *sharing_page(uintptr_t address);
long sharing_synchronise(uintptr_t start, uintptr_t end);
int sharing_is_for_reading(uintptr_t start, uintptr_t end);

#endif
