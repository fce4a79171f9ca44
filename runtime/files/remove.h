// Removing names.

#ifndef RUNTIME_FILES_REMOVE_H
#define RUNTIME_FILES_REMOVE_H

long directory_remove(int start, const char *path);
long name_remove(int start, const char *path);

#endif
