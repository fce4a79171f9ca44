// The flags of preadv2 and pwritev2.

#ifndef RUNTIME_FILES_WRITE_FLAGS_H
#define RUNTIME_FILES_WRITE_FLAGS_H

// musl has no names for them.
#define RWF_HIPRI 1
#define RWF_DSYNC 2
#define RWF_SYNC 4
#define RWF_NOWAIT 8
#define RWF_APPEND 16
#define RWF_ALL 31

#endif
