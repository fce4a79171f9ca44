/* Temporary files and folders: tmpfile, mkstemp, mkdtemp, tmpnam; names differ, so only relations
 * are shown. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Writes numbers to a file without a name and reads them back in reverse. */
static void nameless(void) {
    int number = 0;
    FILE *file = tmpfile();
    for (int i = 0; i < 2000; i++)
        fwrite(&i, sizeof i, 1, file);
    for (int i = 1999; i >= 0; i -= 500) {
        fseek(file, i * (long)sizeof i, SEEK_SET);
        if (fread(&number, sizeof number, 1, file) != 1)
            break;
        printf("%d ", number);
    }
    putchar('\n');
    fclose(file);
}

/* Makes two files from one template and removes them again. */
static void templates(void) {
    char first[] = "file-XXXXXX", second[] = "file-XXXXXX.txt";
    struct stat status;
    int one = mkstemp(first), two = mkstemps(second, 4);
    printf("opened %d %d, different %d, suffix %s\n", one >= 0, two >= 0,
           strncmp(first, second, 11) != 0, second + 11);
    fstat(one, &status);
    printf("mode %o, size %ld\n", (unsigned)status.st_mode & 0777, (long)status.st_size);
    printf("removed %d %d\n", unlink(first), unlink(second));
    printf("still usable %zd\n", write(one, "data", 4));
    fstat(one, &status);
    printf("links %d, size %ld\n", (int)status.st_nlink, (long)status.st_size);
    close(one);
    close(two);
}

/* Makes a folder, fills it and removes it. */
static void folder(void) {
    char name[] = "folder-XXXXXX", path[32];
    printf("mkdtemp %d\n", mkdtemp(name) == name);
    snprintf(path, sizeof path, "%s/inside", name);
    FILE *file = fopen(path, "w");
    printf("file inside %d\n", file != NULL);
    fclose(file);
    int full = rmdir(name);
    int unlinked = unlink(path), empty = rmdir(name);
    printf("rmdir of a full folder %d, unlink %d, rmdir %d\n", full, unlinked, empty);
}

/* Tries all kinds and bad templates. */
int main(void) {
    char bad[] = "no-template";
    nameless();
    templates();
    folder();
    printf("bad template %d\n", mkstemp(bad));
    return 0;
}
