/* A tokeniser whose states are functions that return the next state, wrapped in a struct. */
#include <ctype.h>
#include <stdio.h>

struct machine;
struct state {
    struct state (*run)(struct machine *, int);
};
struct machine {
    char token[32];
    unsigned length, numbers, words, strings, errors;
};

static struct state between(struct machine *machine, int character);

/* Adds a character to the token if it fits. */
static void keep(struct machine *machine, int character) {
    if (machine->length + 1 < sizeof machine->token)
        machine->token[machine->length++] = (char)character;
}

/* Prints the token under its kind and starts afresh. */
static void finish(struct machine *machine, const char *kind, unsigned *counter) {
    machine->token[machine->length] = 0;
    printf("%s <%s>\n", kind, machine->token);
    machine->length = 0;
    ++*counter;
}

/* Inside a number; anything else than a digit ends it. */
static struct state in_number(struct machine *machine, int character) {
    if (isdigit(character)) {
        keep(machine, character);
        return (struct state){in_number};
    }
    finish(machine, "number", &machine->numbers);
    return between(machine, character);
}

/* Inside a word of letters, digits and underscores. */
static struct state in_word(struct machine *machine, int character) {
    if (isalnum(character) || character == '_') {
        keep(machine, character);
        return (struct state){in_word};
    }
    finish(machine, "word", &machine->words);
    return between(machine, character);
}

static struct state in_string(struct machine *machine, int character);

/* After a backslash inside a string. */
static struct state escaped(struct machine *machine, int character) {
    keep(machine, character == 'n' ? '|' : character);
    return (struct state){in_string};
}

/* Inside a quoted string. */
static struct state in_string(struct machine *machine, int character) {
    if (character == '\\')
        return (struct state){escaped};
    if (character == '"') {
        finish(machine, "string", &machine->strings);
        return (struct state){between};
    }
    keep(machine, character);
    return (struct state){in_string};
}

/* Between tokens: decides which one begins. */
static struct state between(struct machine *machine, int character) {
    if (character == '"')
        return (struct state){in_string};
    if (isdigit(character) || isalpha(character) || character == '_') {
        keep(machine, character);
        return (struct state){isdigit(character) ? in_number : in_word};
    }
    if (!isspace(character) && character != EOF)
        printf("error at %c, number %u\n", character, ++machine->errors);
    return (struct state){between};
}

/* Tokenises standard input; the status is the number of errors. */
int main(void) {
    struct machine machine = {0};
    struct state state = {between};
    int character;
    do {
        character = getchar();
        state = state.run(&machine, character);
    } while (character != EOF);
    printf("%u numbers, %u words, %u strings\n", machine.numbers, machine.words, machine.strings);
    return (int)machine.errors;
}
