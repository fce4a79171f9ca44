// The kernel command line as arguments and environment. Words are separated by blanks; double
// quotes group, a backslash takes the next character as it is. Before a lone `--` stand settings
// NAME=VALUE, which become the environment; after it the arguments. Without `--`, all words are
// arguments.

#include <stddef.h>
#include <stdint.h>

#include "boot/boot.h"
#include "boot/deployment.h"

unsigned long main_stack_start;

/// Takes `size` bytes from the main stack, for good.
void *main_stack_take(unsigned long size) {
    main_stack_start -= (size + 15) & -16UL;
    return (void *)main_stack_start;
}

/// Returns the byte at `at` in what the loader left: a number, as component.json says.
char boot_byte(const char *at) {
    return *at;
}

/// The name of a program that has no other.
static char program_name[] = "app";

/// Returns the length of a text. musl's way is faster, and longer.
static size_t text_length(const char *text) {
    size_t length = 0;

    while (text[length])
        length++;
    return length;
}

/// Copies the word at `text`, which is not blank, to `out` and ends it; returns what follows it in
/// the text and moves `*out` behind the copy.
static const char *copy_word(const char *text, char **out) {
    int quoted = 0;
    char *to = *out, c;

    while ((c = boot_byte(text)) && (quoted || c != ' ')) {
        text++;
        if (c == '"') {
            quoted = !quoted;
            continue;
        }
        if (c == '\\' && boot_byte(text))
            c = boot_byte(text++);
        *to++ = c;
    }
    *to++ = 0;
    *out = to;
    return text;
}

/// Makes the words from `words` on, up to `end`, an environment together with the deployment's;
/// returns where it ends.
static char **make_environment(char **words, char **end) {
    char **out = words;

    for (; words < end; words++) {
        const char *c = *words;

        while (*c && *c != '=')
            c++;
        if (*c)
            *out++ = *words;
    }
    for (unsigned long i = 0; i < deployment_environment_count; i++)
        *out++ = deployment_environment[i];
    *out++ = NULL;
    return out;
}

/// Fills `start` from the command line `text`; words and pointers go to the end of the main stack.
void boot_arguments(struct start_arguments *start, const char *text) {
    size_t length = text_length(text);
    char *out = main_stack_take(length + 1);
    size_t most = length / 2 + deployment_environment_count + 5;
    char **words = main_stack_take(most * sizeof *words), **next = words;

    start->environment = deployment_environment;
    start->arguments = next;
    *next++ = program_name;
    for (;;) {
        char *word = out;

        while (*text == ' ')
            text++;
        if (!*text)
            break;
        text = copy_word(text, &out);
        if (start->arguments == words && word[0] == '-' && word[1] == '-' && !word[2]) {
            next = make_environment(words + 1, next);
            start->environment = words + 1;
            start->arguments = next;
            word = program_name;
        }
        *next++ = word;
    }
    *next = NULL;
    start->count = next - start->arguments;
}
