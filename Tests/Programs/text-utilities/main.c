/* Smaller corners of the C library: insque, a64l, ecvt, getsubopt, swab, fmtmsg, memccpy. */
#define _GNU_SOURCE
#include <fmtmsg.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct element {
    struct element *forward, *backward;
    char name;
};

/* Links elements with insque and takes one out with remque. */
static void queue(void) {
    struct element elements[4] = {{.name = 'a'}, {.name = 'b'}, {.name = 'c'}, {.name = 'd'}};
    insque(&elements[0], NULL);
    for (int i = 1; i < 4; i++)
        insque(&elements[i], &elements[0]);
    remque(&elements[2]);
    for (struct element *element = &elements[0]; element; element = element->forward)
        putchar(element->name);
    putchar('\n');
}

/* Parses options of the form "a,b=1,c". */
static void suboptions(const char *given) {
    static char *const names[] = {"read", "size", "name", NULL};
    char text[40], *rest = strcpy(text, given), *value;
    while (*rest) {
        int index = getsubopt(&rest, names, &value);
        printf("%s=%s ", index < 0 ? "?" : names[index], value ? value : "-");
    }
    putchar('\n');
}

/* Uses the rest of the corners. */
int main(void) {
    char buffer[32];
    int point, sign;
    queue();
    suboptions("read,size=512,name=disk,other");
    printf("%s %ld\n", l64a(123456789), a64l("zzz"));
    char *digits = ecvt(-123.456, 5, &point, &sign);
    printf("%s %d %d", digits, point, sign);
    digits = fcvt(0.00456, 4, &point, &sign);
    printf(" %s %d %d", digits, point, sign);
    printf(" %s\n", gcvt(2.5e10, 6, buffer));
    swab("1234", buffer, 4);
    printf("%.4s %d\n", buffer, fmtmsg(0, "label", MM_INFO, "text", "action", "tag") == MM_OK);
    printf("%s\n", strcpy(buffer, "copied"));
    printf("%lld %d\n", llabs(-5000000000), (int)strnlen("abc", 2));
    printf("page %ld, name %d\n", sysconf(_SC_PAGESIZE), pathconf("/", _PC_NAME_MAX) >= 14);
    printf("%s\n", secure_getenv("ABSENT") ? "set" : "not set");
    const char *text = "memccpy;rest";
    char *end = memccpy(buffer, text, ';', sizeof buffer);
    printf("%.*s %s\n", (int)(end - buffer), buffer, text + strcspn(text, ";"));
    return 0;
}
