// What programs that were compiled for glibc ask of it beyond POSIX, and musl does not have.

int __res_init(void);
const char *gnu_get_libc_version(void);

/// Reads the configuration of name servers anew: musl does so for each name.
int __res_init(void) {
    return 0;
}

/// Returns the version of glibc whose behaviour programs may expect.
const char *gnu_get_libc_version(void) {
    return "2.36";
}
