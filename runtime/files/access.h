// Asking for access.

#ifndef RUNTIME_FILES_ACCESS_H
#define RUNTIME_FILES_ACCESS_H

long path_access(int start, const char *path, int mode, int flags);

#endif
