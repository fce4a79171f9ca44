/* Time zones: TZ rules of both hemispheres, transitions, mktime in gaps, a zone file that the
 * program writes. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const time_t moments[] = {0,          951782400,  1711846799, 1711846800,
                                 1729990799, 1729990800, 4102444800, -86400};

/* Prints some moments in the current zone. */
static void print_zone(const char *zone) {
    setenv("TZ", zone, 1);
    tzset();
    printf("%s: %s/%s %ld %d\n", zone, tzname[0], tzname[1], timezone, daylight != 0);
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
        char text[64];
        struct tm local;
        localtime_r(&moments[i], &local);
        strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %z %Z", &local);
        printf("  %s dst %d, back %d\n", text, local.tm_isdst, mktime(&local) == moments[i]);
    }
}

/* Normalises times that no clock shows. */
static void normalise(void) {
    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    tzset();
    struct tm gap = {
        .tm_year = 124, .tm_mon = 2, .tm_mday = 31, .tm_hour = 2, .tm_min = 30, .tm_isdst = -1};
    struct tm wild = {
        .tm_year = 120, .tm_mon = 25, .tm_mday = -40, .tm_hour = 100, .tm_sec = -1, .tm_isdst = -1};
    time_t first = mktime(&gap), second = mktime(&wild);
    printf("gap %lld %02d:%02d, wild %lld %s", (long long)first, gap.tm_hour, gap.tm_min,
           (long long)second, asctime(&wild));
}

/* Writes a big-endian number of some bytes. */
static void put(FILE *file, long long value, int bytes) {
    while (bytes--)
        fputc((int)(value >> (8 * bytes) & 0xff), file);
}

/* Writes the header of one half of a zone file: six counts follow the magic. */
static void put_header(FILE *file, int transitions, int types, int characters) {
    fwrite("TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 1, 20, file);
    put(file, 0, 8);
    put(file, 0, 4);
    put(file, transitions, 4);
    put(file, types, 4);
    put(file, characters, 4);
}

/* Writes a zone file of version 2 with two transitions and a rule for the time after them, then
 * uses it. */
static void zone_file(void) {
    FILE *file = fopen("zone", "wb");
    put_header(file, 0, 1, 1);
    put(file, 0, 7);
    put_header(file, 2, 2, 8);
    put(file, 900000000, 8);
    put(file, 1711846800, 8);
    put(file, 1, 1);
    put(file, 0, 1);
    put(file, 3600, 4);
    put(file, 0, 2);
    put(file, 7200, 4);
    put(file, 0x104, 2);
    fwrite("ONE\0TWO\0\nONE-1TWO,M4.1.0,M9.1.0\n", 1, 32, file);
    fclose(file);
    print_zone("./zone");
    remove("zone");
}

/* Prints the zone of the environment, or, when there is none, all others. */
int main(void) {
    if (getenv("TZ")) {
        tzset();
        printf("%s %s\n", tzname[0], tzname[1]);
        char *given = strdup(getenv("TZ"));
        print_zone(given);
        free(given);
        return 1;
    }
    print_zone("UTC0");
    print_zone("EST5EDT,M3.2.0,M11.1.0");
    print_zone("AEST-10AEDT,M10.1.0,M4.1.0/3");
    print_zone("<+0545>-5:45");
    print_zone("XXX3YYY2:30,J60/1,J300");
    normalise();
    zone_file();
    return 0;
}
