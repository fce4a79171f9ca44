// Keeps a log on /data as servers do, and says what it finds there.
//
//     store log COUNT     checks the log, then appends COUNT records, each made to last before it
//     is
//                         acknowledged; now and then writes the log anew beside it and renames
//     store check         only checks
//     store fill          fills the disk, makes room, and fills it again
//     store fail          writes until there is an error, and says what works afterwards

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOG "/data/append.log"
#define NEW "/data/append.new"

/// The bytes of a record, whose number is its text.
enum { RECORD = 100, REWRITE_EVERY = 40 };

/// Ends the program unless something held.
static void expect(int right, const char *what) {
    if (right)
        return;
    printf("WRONG %s: %s\n", what, strerror(errno));
    exit(1);
}

/// Makes the record of a number.
static void make(char record[RECORD + 1], unsigned number) {
    unsigned sum = number * 2654435761u;

    snprintf(record, RECORD + 1, "record %08u %08x ", number, sum);
    for (unsigned i = strlen(record); i < RECORD - 1; i++)
        record[i] = 'a' + (sum + i * number) % 26;
    strcpy(record + RECORD - 1, "\n");
}

/// Returns how many whole records the log holds, in order and each as it was written. What follows
/// them can only be the beginning of one more.
static unsigned check(void) {
    char expected[RECORD + 1], found[RECORD];
    unsigned number = 0;
    int log = open(LOG, O_RDONLY);
    long size;

    if (log < 0 && errno == ENOENT)
        return 0;
    expect(log >= 0, "the log opens");
    while ((size = read(log, found, RECORD)) == RECORD) {
        make(expected, number + 1);
        expect(!memcmp(found, expected, RECORD), "a record is as it was written");
        number++;
    }
    make(expected, number + 1);
    expect(size >= 0 && !memcmp(found, expected, size), "the rest is the beginning of a record");
    close(log);
    return number;
}

/// Writes the whole log anew and puts it in the place of the old one.
static void rewrite(unsigned count) {
    char record[RECORD + 1];
    int directory = open("/data", O_RDONLY | O_DIRECTORY);
    FILE *new = fopen(NEW, "w");

    expect(new && directory >= 0, "a new log opens");
    for (unsigned number = 1; number <= count; number++) {
        make(record, number);
        expect(fwrite(record, RECORD, 1, new) == 1, "a new log is written");
    }
    expect(!fflush(new) && !fsync(fileno(new)), "a new log lasts");
    expect(!rename(NEW, LOG) && !fsync(directory), "a new log takes the place of the old");
    fclose(new);
    close(directory);
}

/// Appends records.
static int append(unsigned count) {
    char record[RECORD + 1];
    unsigned number = check();
    int log = open(LOG, O_WRONLY | O_CREAT | O_APPEND, 0644);

    expect(log >= 0 && !ftruncate(log, (off_t)number * RECORD), "the log opens to append");
    printf("kept %u\n", number);
    fflush(stdout);
    while (count--) {
        make(record, ++number);
        // In two parts, so that a cut may come between them.
        expect(write(log, record, 30) == 30 && write(log, record + 30, RECORD - 30) == RECORD - 30,
               "a record is written");
        expect(!fdatasync(log), "a record lasts");
        printf("wrote %u\n", number);
        fflush(stdout);
        if (number % REWRITE_EVERY == 0) {
            close(log);
            rewrite(number);
            log = open(LOG, O_WRONLY | O_APPEND);
            expect(log >= 0, "the new log opens");
        }
    }
    return 0;
}

/// Writes a file until it does not grow any more; returns its size.
static long fill_file(const char *path) {
    static char bytes[10000];
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    long size = 0, part;

    expect(file >= 0, "a file opens");
    memset(bytes, 'f', sizeof bytes);
    while ((part = write(file, bytes, sizeof bytes)) > 0)
        size += part;
    expect(part < 0 && errno == ENOSPC, "a full disk says ENOSPC");
    expect(!fsync(file), "what found room lasts");
    close(file);
    return size;
}

/// Fills the disk twice.
static int fill(void) {
    long size = fill_file("/data/full"), again;

    expect(mkdir("/data/folder", 0755) < 0 && errno == ENOSPC, "no room for a folder");
    expect(!unlink("/data/full"), "a file goes");
    expect(!mkdir("/data/folder", 0755), "room for a folder");
    again = fill_file("/data/full");
    expect(again > size - 100000, "the room came back");
    expect(!truncate("/data/full", 1000), "the file gets shorter");
    printf("filled %ld\n", size);
    return 0;
}

/// Writes until something goes wrong.
static int fail(void) {
    char bytes[5000] = {0};
    int file = open("/data/file", O_RDWR | O_CREAT, 0644), number, problem = 0;

    expect(file >= 0, "a file opens");
    for (number = 0; number < 1000 && !problem; number++)
        if (pwrite(file, bytes, sizeof bytes, number % 50 * 5000) < 0 || fsync(file))
            problem = errno;
    printf("after %d writes: %s\n", number, strerror(problem));
    expect(problem == EIO || problem == EROFS, "an error of the disk is told");
    expect(fsync(file) < 0 && errno == EIO, "nothing lasts any more");
    expect(mkdir("/data/folder", 0755) < 0 && errno == EROFS, "nothing changes any more");
    expect(pread(file, bytes, 100, 0) == 100, "what is known can be read");
    puts("went on");
    return 0;
}

int main(int count, char **arguments) {
    const char *what = count > 1 ? arguments[1] : "check";

    if (!strcmp(what, "log"))
        return append(atoi(arguments[2]));
    if (!strcmp(what, "fill"))
        return fill();
    if (!strcmp(what, "fail"))
        return fail();
    printf("kept %u\n", check());
    return 0;
}
