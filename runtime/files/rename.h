// Renaming.

#ifndef RUNTIME_FILES_RENAME_H
#define RUNTIME_FILES_RENAME_H

/// RENAME_NOREPLACE and RENAME_EXCHANGE of Linux, which musl's headers do not have.
#define RENAME_KEEP 1
#define RENAME_SWAP 2

long path_rename(int start, const char *path, int new_start, const char *new_path, unsigned flags);

#endif
