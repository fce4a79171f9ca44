// What the deployment says about files; the compiler defines these when it builds an image.

#ifndef RUNTIME_FILES_DEPLOYMENT_H
#define RUNTIME_FILES_DEPLOYMENT_H

/// A file that the image carries.
struct deployment_file {
    /// Its absolute path.
    const char *path;
    /// Its contents, used in place until they are changed; of a symbolic link its text, terminated.
    const unsigned char *bytes;
    unsigned long size;
    /// Type and permissions; without a type it is a regular file.
    unsigned mode;
    /// When it was last changed, in seconds since 1970.
    unsigned long mtime;
};

/// A file system that is attached to the tree.
struct deployment_mount {
    /// Its absolute path.
    const char *path;
    /// The name of its registration, and what it lies on.
    const char *file_system, *source;
};

extern const struct deployment_mount deployment_mounts[];
extern const unsigned long deployment_mount_count;

extern const struct deployment_file deployment_files[];
extern const unsigned long deployment_file_count;

/// 1 iff the console is to look like a terminal.
extern const unsigned char deployment_console_is_terminal;

#endif
