/* Locales: names, categories, the environment, langinfo, conversions, newlocale and uselocale,
 * collation. */
#define _GNU_SOURCE
#include <ctype.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

/* Prints the size of characters and the code set of the current locale. */
static void print_state(const char *title) {
    printf("%s: %s, code set %s, longest %zu\n", title, setlocale(LC_CTYPE, NULL),
           nl_langinfo(CODESET), MB_CUR_MAX);
}

/* Orders words by the locale. */
static int collate(const void *a, const void *b) {
    return strcoll(*(const char *const *)a, *(const char *const *)b);
}

/* Walks through locales and their properties. */
int main(void) {
    const char *words[] = {"zebra", "\u00e4pfel", "Apfel", "apfel"};
    char transformed[16];
    print_state("at start");
    printf("from the environment %s\n", setlocale(LC_ALL, "") ? "set" : "refused");
    print_state("environment");
    printf("C %s\n", setlocale(LC_ALL, "C"));
    print_state("C");
    printf("numeric %s\n", setlocale(LC_NUMERIC, "C.UTF-8") ? "set" : "refused");
    struct lconv *conventions = localeconv();
    printf("point '%s', separator '%s', currency '%s'\n", conventions->decimal_point,
           conventions->thousands_sep, conventions->currency_symbol);
    printf("%s %s %s %s\n", nl_langinfo(DAY_1), nl_langinfo(ABMON_12), nl_langinfo(RADIXCHAR),
           nl_langinfo(YESEXPR));
    printf("%s | %s | %s\n", nl_langinfo(D_T_FMT), nl_langinfo(D_FMT), nl_langinfo(T_FMT_AMPM));
    qsort(words, 4, sizeof words[0], collate);
    printf("%s %s %s %s\n", words[0], words[1], words[2], words[3]);
    size_t length = strxfrm(transformed, "text", sizeof transformed);
    printf("strxfrm %zu %s\n", length, transformed);
    locale_t utf = newlocale(LC_ALL_MASK, "C.UTF-8", NULL), old = uselocale(utf);
    printf("uselocale %zu", MB_CUR_MAX);
    uselocale(old);
    printf(" back %zu\n", MB_CUR_MAX);
    printf("%d %d %s\n", isalpha_l('x', utf) != 0, toupper_l('\xe4', utf) == '\xe4',
           nl_langinfo_l(CODESET, utf));
    freelocale(utf);
    printf("%.3f %d\n", strtod("1.5", NULL), strcasecmp("MiXeD", "mIxEd"));
    return 0;
}
