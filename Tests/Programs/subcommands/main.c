/* A tool with subcommands, each with code of its own: what fixed arguments exclude can fall away.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct subcommand {
    const char *name, *help;
    int (*run)(int argc, char **argv);
    int least;
};

static int help(int argc, char **argv);

/* Adds up numbers. */
static int sum(int argc, char **argv) {
    double total = 0;
    for (int i = 0; i < argc; i++)
        total += strtod(argv[i], NULL);
    printf("%g\n", total);
    return 0;
}

/* Prints square roots. */
static int root(int argc, char **argv) {
    for (int i = 0; i < argc; i++)
        printf("%.6f\n", sqrt(atof(argv[i])));
    return 0;
}

/* Prints a time in the calendar. */
static int date(int argc, char **argv) {
    char text[64];
    time_t moment = atoll(argv[0]);
    strftime(text, sizeof text, argc > 1 ? argv[1] : "%Y-%m-%d", gmtime(&moment));
    puts(text);
    return 0;
}

/* Sorts words. */
static int order(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        for (int j = i; j > 0 && strcmp(argv[j - 1], argv[j]) > 0; j--) {
            char *word = argv[j];
            argv[j] = argv[j - 1];
            argv[j - 1] = word;
        }
    for (int i = 0; i < argc; i++)
        puts(argv[i]);
    return 0;
}

static const struct subcommand subcommands[] = {
    {"sum", "adds numbers", sum, 0},       {"root", "square roots", root, 1},
    {"date", "a time as a date", date, 1}, {"order", "sorts words", order, 0},
    {"help", "prints this", help, 0},
};

/* Prints what there is. */
static int help(int argc, char **argv) {
    (void)argc;
    (void)argv;
    for (size_t i = 0; i < sizeof subcommands / sizeof subcommands[0]; i++)
        printf("  %-6s %s\n", subcommands[i].name, subcommands[i].help);
    return 0;
}

/* Finds the subcommand and runs it. */
int main(int argc, char **argv) {
    if (argc < 2) {
        help(0, NULL);
        return 2;
    }
    for (size_t i = 0; i < sizeof subcommands / sizeof subcommands[0]; i++) {
        if (strcmp(argv[1], subcommands[i].name) != 0)
            continue;
        if (argc - 2 < subcommands[i].least) {
            fprintf(stderr, "%s needs more arguments\n", argv[1]);
            return 2;
        }
        return subcommands[i].run(argc - 2, argv + 2);
    }
    fprintf(stderr, "no subcommand %s\n", argv[1]);
    return 1;
}
