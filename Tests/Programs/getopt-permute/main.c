/* getopt and getopt_long: permutation of argv, required and optional values, abbreviations, errors.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

static int verbose_flag;

static const struct option options[] = {
    {"verbose", no_argument, &verbose_flag, 7},
    {"output", required_argument, NULL, 'o'},
    {"level", optional_argument, NULL, 'l'},
    {"long-only", no_argument, NULL, 1000},
    {NULL, 0, NULL, 0},
};

/* Prints what one call of getopt_long found. */
static void print_option(int found, int index) {
    if (found == 0)
        printf("flag %s -> %d\n", options[index].name, verbose_flag);
    else if (found == '?')
        printf("unknown or incomplete, optopt %d\n", optopt);
    else if (found == ':')
        printf("value missing for %c\n", optopt);
    else if (found == 1000)
        printf("long-only\n");
    else
        printf("-%c %s\n", found, optarg ? optarg : "(no value)");
}

/* Scans all options with getopt_long, then prints the operands in their permuted order. */
static void scan_long(int argc, char **argv, const char *shorts) {
    int index = -1, found;
    while ((found = getopt_long(argc, argv, shorts, options, &index)) != -1)
        print_option(found, index);
    printf("operands from %d:", optind);
    for (int i = optind; i < argc; i++)
        printf(" %s", argv[i]);
    printf("\n");
}

/* Scans with plain POSIX getopt, which stops at the first operand. */
static void scan_short(int argc, char **argv) {
    int found;
    while ((found = getopt(argc, argv, ":ab:")) != -1)
        print_option(found, 0);
    printf("plain getopt stops at %d of %d\n", optind, argc);
}

/* The first argument selects the scanner; the name of the program is fixed for the messages. */
int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    const char *mode = argv[1];
    argv[1] = "scanner";
    argc--;
    argv++;
    if (strcmp(mode, "short") == 0)
        scan_short(argc, argv);
    else if (strcmp(mode, "quiet") == 0)
        scan_long(argc, argv, ":vo:l::");
    else
        scan_long(argc, argv, "vo:l::");
    return verbose_flag;
}
