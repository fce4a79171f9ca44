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

extern const struct deployment_file deployment_files[];
extern const unsigned long deployment_file_count;

/// 1 iff the console is to look like a terminal.
extern const unsigned char deployment_console_is_terminal;

#endif
