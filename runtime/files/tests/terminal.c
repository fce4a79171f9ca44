// Tests of the console as a terminal.

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#include "files/deployment.h"
#include "host.h"

#define CALL(name, ...) call(SYS_##name __VA_OPT__(, ) __VA_ARGS__, 0L, 0L, 0L, 0L, 0L, 0L)

const struct deployment_file deployment_files[] = {{0}};
const unsigned long deployment_file_count = 0;
const unsigned long registry_folder_count = 0;

/// Checks that the next read from descriptor 0 gives `expected`.
static void expect(const char *expected) {
    char bytes[64];
    long count = CALL(read, 0, bytes, sizeof(bytes));

    assert(count == (long)strlen(expected) && !memcmp(bytes, expected, count));
}

int main(void) {
    struct pollfd entry = {.fd = 0, .events = POLLIN};
    unsigned settings[15];
    struct winsize window;
    struct stat status;
    int available;

    assert(CALL(ioctl, 1, TIOCGWINSZ, &window) == 0 && window.ws_col == 80);
    assert(CALL(fstat, 0, &status) == 0 && S_ISCHR(status.st_mode));
    assert(CALL(open, "/dev/tty", O_RDWR) == 3 && CALL(close, 3) == 0);

    console_input = "abx\177c\rsecond\nthird";
    expect("abc\n");
    expect("second\n");
    assert(!memcmp(console_output, "abx\b \bc\nsecond\nthird", console_output_size));
    assert(CALL(poll, &entry, 1L, 0) == 0);
    console_input = "\025new words\027line\n";
    assert(CALL(poll, &entry, 1L, 0) == 1);
    expect("new line\n");

    console_input = "a\026\004b\026\026\n";
    expect("a\004b\026\n");

    console_input = "lost\003";
    assert(CALL(poll, &entry, 1L, 0) == 0 && last_signal == SIGINT);
    console_input = "part\004";
    expect("part");
    console_input = "\004";
    expect("");

    CALL(ioctl, 0, TCGETS, settings);
    settings[3] &= ~(ICANON | ECHO | ISIG);
    assert(CALL(ioctl, 0, TCSETS, settings) == 0);
    console_input = "\003q";
    assert(CALL(ioctl, 0, FIONREAD, &available) == 0 && available == 2);
    expect("\003q");
    assert(CALL(fcntl, 0, F_SETFL, O_NONBLOCK) == 0);
    assert(CALL(read, 0, &status, 1L) == -EAGAIN);
    puts("terminal: passed");
}
