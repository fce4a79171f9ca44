// The path of a directory.

#ifndef RUNTIME_FILES_DIRECTORY_PATH_H
#define RUNTIME_FILES_DIRECTORY_PATH_H

#include <stddef.h>

struct node;

long directory_path(struct node *directory, char *buffer, size_t size);

#endif
