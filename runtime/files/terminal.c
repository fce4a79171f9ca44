// The line discipline of the console: line editing and echo in canonical mode, signals from keys,
// and the requests of <termios.h>. Only images whose console is a terminal have it.

#include "files/terminal.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "console/console.h"
#include "signals/signals.h"

enum { LINE_SIZE = 1024 };

/// The settings as Linux lays them out for TCGETS; musl's structure begins the same way.
struct terminal_settings {
    unsigned input, output, control, local;
    unsigned char line;
    unsigned char characters[19];
};

static struct terminal_settings settings = {
    .input = ICRNL | IXON,
    .output = OPOST | ONLCR,
    .control = B115200 | CS8 | CREAD,
    .local = ISIG | ICANON | ECHO | ECHOE | ECHOK | IEXTEN,
    .characters = {[VINTR] = 3,
                   [VQUIT] = 28,
                   [VERASE] = 127,
                   [VKILL] = 21,
                   [VEOF] = 4,
                   [VMIN] = 1,
                   [VLNEXT] = 22,
                   [VWERASE] = 23,
                   [VSUSP] = 26},
};
static struct winsize window = {.ws_row = 24, .ws_col = 80};

/// The line being typed and, from `line_start` to `line_end`, what waits to be read.
static char line[LINE_SIZE];
static unsigned line_start, line_end, line_length;
static unsigned char line_ended_by_end_of_file;

/// Echoes `byte` when echo is on.
static void echo(char byte) {
    if (settings.local & ECHO)
        console_write(&byte, 1);
}

/// Removes the last byte of the line being typed, on the screen too.
static void erase_last(void) {
    if (line_length == line_end)
        return;
    line_length--;
    if (settings.local & ECHO)
        console_write("\b \b", 3);
}

/// Handles a byte which ends a line or edits it. Returns whether it was one.
static int edit(char byte) {
    const unsigned char *keys = settings.characters;
    unsigned char key = byte;

    if (key == keys[VERASE] || key == '\b') {
        erase_last();
    } else if (key == keys[VKILL]) {
        while (line_length > line_end)
            erase_last();
    } else if (key == keys[VWERASE]) {
        while (line_length > line_end && line[line_length - 1] == ' ')
            erase_last();
        while (line_length > line_end && line[line_length - 1] != ' ')
            erase_last();
    } else if (key == keys[VEOF]) {
        line_ended_by_end_of_file = line_length == line_end;
        line_end = line_length;
    } else {
        return 0;
    }
    return 1;
}

/// Raises the signal that the key `byte` stands for. Returns whether there is one.
static int raise_for_key(unsigned char byte) {
    int signal = byte == settings.characters[VINTR]   ? SIGINT
                 : byte == settings.characters[VQUIT] ? SIGQUIT
                                                      : 0;

    if (!signal || !(settings.local & ISIG))
        return 0;
    line_length = line_end;
    signal_raise(signal);
    return 1;
}

/// Returns whether `byte` is the key that takes the meaning of the next one away.
static int is_quote(unsigned char byte) {
    unsigned wanted = ICANON | IEXTEN;

    return byte == settings.characters[VLNEXT] && (settings.local & wanted) == wanted;
}

/// Takes what has arrived on the console into the line.
static void take_input(void) {
    char byte;
    int is_quoted;

    if (line_start == line_end) {
        memmove(line, line + line_end, line_length - line_end);
        line_length -= line_end;
        line_start = line_end = 0;
    }
    while (line_length < LINE_SIZE && console_byte_ready()) {
        byte = console_byte();
        is_quoted = is_quote(byte);
        if (is_quoted)
            byte = console_byte();
        else if (raise_for_key(byte))
            continue;
        else if (byte == '\r' && (settings.input & ICRNL))
            byte = '\n';
        if ((settings.local & ICANON) && !is_quoted && edit(byte)) {
            if (line_ended_by_end_of_file)
                return;
            continue;
        }
        echo(byte);
        line[line_length++] = byte;
        if ((byte == '\n' && !is_quoted) || !(settings.local & ICANON))
            line_end = line_length;
    }
    if (line_length == LINE_SIZE)
        line_end = line_length;
}

/// Returns whether a read would not wait.
int terminal_readable(void) {
    take_input();
    return line_start != line_end || line_ended_by_end_of_file ||
           !(settings.local & ICANON || settings.characters[VMIN]);
}

/// Reads a line, or in other modes what is there, into `bytes`. Returns 0 at the end of the input.
long terminal_read(char *bytes, size_t size) {
    size_t count = 0;

    while (count < size && line_start != line_end) {
        bytes[count] = line[line_start++];
        if (bytes[count++] == '\n' && (settings.local & ICANON))
            break;
    }
    if (count == 0)
        line_ended_by_end_of_file = 0;
    return count;
}

/// Answers an `ioctl` of terminals.
long terminal_control(unsigned long request, unsigned long argument) {
    switch (request) {
    case TCGETS:
        memcpy((void *)argument, &settings, sizeof(settings));
        return 0;
    case TCSETSF:
        line_start = line_end = line_length = 0;
        // fallthrough
    case TCSETS:
    case TCSETSW:
        memcpy(&settings, (void *)argument, sizeof(settings));
        if (!(settings.local & ICANON))
            line_end = line_length;
        return 0;
    case TIOCGWINSZ:
        memcpy((void *)argument, &window, sizeof(window));
        return 0;
    case TIOCSWINSZ:
        memcpy(&window, (void *)argument, sizeof(window));
        return 0;
    case TIOCGPGRP:
    case TIOCGSID:
        *(int *)argument = 1;
        return 0;
    case FIONREAD:
        take_input();
        *(int *)argument = line_end - line_start;
        return 0;
    case TIOCOUTQ:
        *(int *)argument = 0;
        return 0;
    case TCFLSH:
    case TCSBRK:
    case TCSBRKP:
    case TCXONC:
    case TIOCSPGRP:
    case TIOCSCTTY:
        return 0;
    }
    return -ENOTTY;
}
