/* scanf from standard input with every kind of conversion; sscanf and vsscanf of fixed texts. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static int scanned_integer;
static struct {
    char name[16];
    double weight;
} scanned_record;

/* Scans a text through vsscanf, as wrappers do, and returns the number of items. */
static int scan_text(const char *text, const char *format, ...) {
    va_list list;
    va_start(list, format);
    int items = vsscanf(text, format, list);
    va_end(list);
    return items;
}

/* Reads the records of standard input into variables that nothing else ever writes. */
static void scan_standard_input(void) {
    while (scanf(" %15s %d %lf", scanned_record.name, &scanned_integer, &scanned_record.weight) ==
           3)
        printf("record %s %d %.3f\n", scanned_record.name, scanned_integer, scanned_record.weight);
    char rest[32] = "";
    int items = scanf("%31[^\n]%*1[\n]", rest);
    printf("stopped, %d item: '%s'\n", items, rest);
}

/* Runs the conversions that the input above does not reach. */
int main(void) {
    unsigned octal, hexadecimal;
    int any, consumed = -1;
    short small;
    long long large;
    char characters[4] = "", set[8] = "", *allocated = NULL;
    float single;
    long double extended;
    scan_standard_input();
    printf("%d", scan_text("017 0x1F -0x10", "%o %x %i", &octal, &hexadecimal, &any));
    printf(" %u %u %d\n", octal, hexadecimal, any);
    printf("%d", scan_text("-32768 9223372036854775807", "%hd %lld%n", &small, &large, &consumed));
    printf(" %d %lld %d\n", small, large, consumed);
    printf("%d", scan_text("abcdefg", "%3c%4[a-e]", characters, set));
    printf(" %s %s\n", characters, set);
    printf("%d", scan_text("1.5e2 0x1.8p1", "%f %Lf", &single, &extended));
    printf(" %.2f %.2Lf\n", single, extended);
    printf("%d", scan_text("keyword rest", "%ms", &allocated));
    printf(" %s\n", allocated);
    free(allocated);
    printf("%d", scan_text("2024-05-17", "%*d-%2d-%d", &any, &scanned_integer));
    printf(" %d %d\n", any, scanned_integer);
    printf("mismatch %d, end %d, literal %d\n", scan_text("x", "%d", &any),
           scan_text("", "%d", &any), scan_text("50%", "%d%%", &any));
    return 0;
}
