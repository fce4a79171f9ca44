/* Tables of function pointers that are filled at run time: by registration, by input, by swapping.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

typedef void command(const char *argument);

static struct {
    const char *name;
    command *run;
} commands[8];
static unsigned command_count;
static command *by_letter[256];

/* Repeats its argument. */
static void say(const char *argument) {
    printf("say: %s\n", argument);
}

/* Prints its argument in capitals. */
static void shout(const char *argument) {
    printf("shout: ");
    for (; *argument; argument++)
        putchar(toupper((unsigned char)*argument));
    putchar('\n');
}

/* Prints the length of its argument. */
static void measure(const char *argument) {
    printf("measure: %zu\n", strlen(argument));
}

/* Is what letters do that nobody registered. */
static void unknown(const char *argument) {
    printf("unknown command (%s)\n", argument);
}

/* Exchanges the meaning of two letters, both named in the argument. */
static void swap(const char *argument) {
    if (strlen(argument) < 2)
        return;
    unsigned char first = (unsigned char)argument[0], second = (unsigned char)argument[1];
    command *old = by_letter[first];
    by_letter[first] = by_letter[second];
    by_letter[second] = old;
    printf("swapped %c and %c\n", first, second);
}

/* Registers a command by name and by first letter. */
static void register_command(const char *name, command *run) {
    commands[command_count].name = name;
    commands[command_count++].run = run;
    by_letter[(unsigned char)name[0]] = run;
}

/* Runs the lines of standard input: a letter, a blank, an argument. */
int main(void) {
    char line[80];
    for (int i = 0; i < 256; i++)
        by_letter[i] = unknown;
    register_command("say", say);
    register_command("upper", shout);
    register_command("length", measure);
    register_command("exchange", swap);
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        by_letter[(unsigned char)line[0]](line[0] && line[1] ? line + 2 : "");
    }
    for (unsigned i = 0; i < command_count; i++)
        printf("%s %s\n", commands[i].name,
               by_letter[(unsigned char)commands[i].name[0]] == commands[i].run ? "unchanged"
                                                                                : "moved");
    return (int)command_count;
}
