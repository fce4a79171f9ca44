// Owners of files.

#ifndef RUNTIME_FILES_OWNER_H
#define RUNTIME_FILES_OWNER_H

#include <sys/types.h>

struct node;

long node_set_owner(struct node *node, uid_t user, gid_t group);
long path_set_owner(int start, const char *path, uid_t user, gid_t group, int flags);

#endif
