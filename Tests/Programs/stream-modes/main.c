/* fopen's modes: what each may read and write, where it starts, what it leaves; freopen, fdopen,
 * fileno. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Prints the content of a file on one line. */
static void show(const char *path) {
    char buffer[64];
    FILE *file = fopen(path, "r");
    if (!file) {
        printf("    %s: %s\n", path, strerror(errno));
        return;
    }
    size_t count = fread(buffer, 1, sizeof buffer, file);
    printf("    %s: '%.*s'\n", path, (int)count, buffer);
    fclose(file);
}

/* Opens a file that holds "0123456789" in one mode, reads two bytes, writes two, and shows the
 * result. */
static void try_mode(const char *mode, int exists) {
    char two[3] = "";
    remove("modes.txt");
    if (exists) {
        FILE *file = fopen("modes.txt", "w");
        fputs("0123456789", file);
        fclose(file);
    }
    errno = 0;
    FILE *file = fopen("modes.txt", mode);
    printf("%s%s:", mode, exists ? "" : " (missing)");
    if (!file) {
        printf(" %s\n", strerror(errno));
        return;
    }
    printf(" at %ld", ftell(file));
    size_t read = fread(two, 1, 2, file);
    printf(", read %zu '%s'%s", read, two, ferror(file) ? " error" : "");
    clearerr(file);
    fseek(file, 0, SEEK_CUR);
    size_t written = fwrite("AB", 1, 2, file);
    printf(", written %zu", written);
    printf(", close %d\n", fclose(file));
    show("modes.txt");
}

/* Tries all modes, then the other ways to open a stream. */
int main(void) {
    static const char *const modes[] = {"r", "r+", "w", "w+", "a", "a+", "wx", "rb", "z"};
    for (unsigned i = 0; i < sizeof modes / sizeof modes[0]; i++)
        try_mode(modes[i], 1);
    for (unsigned i = 0; i < 8; i++)
        try_mode(modes[i], 0);
    int descriptor = open("modes.txt", O_RDWR | O_CREAT | O_TRUNC, 0644);
    FILE *file = fdopen(descriptor, "w+");
    printf("fdopen %d\n", file && fileno(file) == descriptor);
    fprintf(file, "through a descriptor");
    file = freopen("other.txt", "w", file);
    fputs("through freopen", file);
    fclose(file);
    show("modes.txt");
    show("other.txt");
    printf("rename %d\n", rename("other.txt", "renamed.txt"));
    show("other.txt");
    show("renamed.txt");
    printf("remove %d %d\n", remove("modes.txt"), remove("renamed.txt"));
    int again = remove("renamed.txt");
    printf("remove again %d %s\n", again, strerror(errno));
    return 0;
}
