/* strftime, strptime, gmtime, timegm, difftime and asctime over leap years and extreme dates. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *const formats[] = {"%a %A %b %B %c",    "%C %d %D %e %F",     "%g %G %h %H %I",
                                      "%j %k %l %m %M",    "%n%p %r %R %s %S",   "%t%T %u %U %V",
                                      "%w %W %x %X %y %Y", "%+5Y %_d %-d %010Y", "%z %Z %%"};

/* Prints one moment in all formats. */
static void print_formats(time_t moment) {
    struct tm tm;
    char text[80];
    gmtime_r(&moment, &tm);
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        size_t length = strftime(text, sizeof text, formats[i], &tm);
        printf("%2zu [%s]\n", length, length ? text : "");
    }
}

/* Parses a date and prints its fields and what is left. */
static void parse(const char *text, const char *format) {
    struct tm tm = {0};
    const char *rest = strptime(text, format, &tm);
    if (!rest) {
        printf("'%s' does not match '%s'\n", text, format);
        return;
    }
    printf("%d-%d-%d %d:%d:%d weekday %d, rest '%s', %lld\n", tm.tm_year + 1900, tm.tm_mon + 1,
           tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, tm.tm_wday, rest, (long long)timegm(&tm));
}

/* Goes through years and counts days of week, weeks and leap days. */
static void sweep(void) {
    unsigned fridays = 0, leap_days = 0;
    for (int year = 1890; year < 2110; year++)
        for (int month = 0; month < 12; month++) {
            struct tm tm = {.tm_year = year - 1900, .tm_mon = month, .tm_mday = 13};
            time_t moment = timegm(&tm);
            fridays += tm.tm_wday == 5;
            tm.tm_mday = 29;
            tm.tm_mon = month;
            if (month == 1) {
                timegm(&tm);
                leap_days += tm.tm_mon == 1;
            }
            struct tm again;
            if (timegm(gmtime_r(&moment, &again)) != moment)
                printf("round trip fails in %d\n", year);
        }
    printf("%u Fridays on a 13th, %u leap days\n", fridays, leap_days);
}

/* Prints, parses and sweeps. */
int main(void) {
    char text[32];
    time_t extreme[] = {-62135596800, 253402300799, 67767976233532799};
    print_formats(1709251199);
    print_formats(1230768000);
    parse("2024-02-29 23:59:58 tail", "%Y-%m-%d %H:%M:%S");
    parse("Tue, 5 Nov 1991", "%a, %d %b %Y");
    parse("11/30/99 04:05 PM", "%D %I:%M %p");
    parse("2024-13-01", "%Y-%m-%d");
    parse("100 2023", "%j %Y");
    for (unsigned i = 0; i < sizeof extreme / sizeof extreme[0]; i++) {
        struct tm *tm = gmtime(&extreme[i]);
        printf("%d-%02d-%02d %d\n", tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday, tm->tm_yday);
    }
    printf("difference %.1f\n", difftime(100, 250));
    printf("%s", asctime_r(gmtime(&extreme[1]), text));
    sweep();
    return 0;
}
