/* Wide characters in memory: conversions in the UTF-8 and the C locale, classification, wcs
 * functions. */
#define _GNU_SOURCE
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

static const char text[] = "na\u00efve \u20ac 5 \U0001f600";

/* Prints the code points of a wide string. */
static void print_codes(const wchar_t *wide) {
    for (; *wide; wide++)
        printf("U+%04X ", (unsigned)*wide);
    putchar('\n');
}

/* Converts there and back, whole and one by one. */
static void convert(void) {
    wchar_t wide[32];
    char narrow[64], one[8];
    mbstate_t state = {0};
    size_t count = mbstowcs(wide, text, 32);
    printf("%zu bytes, %zd characters, longest %zu\n", strlen(text), (ssize_t)count, MB_CUR_MAX);
    if (count == (size_t)-1)
        return;
    print_codes(wide);
    printf("%zu %d\n", wcstombs(narrow, wide, sizeof narrow), strcmp(narrow, text) == 0);
    for (const char *p = text; *p;) {
        wchar_t c;
        size_t length = mbrtowc(&c, p, 6, &state);
        printf("%zu/%zu ", length, wcrtomb(one, c, NULL));
        p += length;
    }
    putchar('\n');
    errno = 0;
    wchar_t invalid[4];
    size_t result = mbstowcs(invalid, "\xc3\x28", 4);
    printf("invalid %d %d\n", result == (size_t)-1, errno == EILSEQ);
    printf("incomplete %d\n", mbrtowc(NULL, "\xe2\x82", 2, &state) == (size_t)-2);
}

/* Classifies letters of several alphabets. */
static void classify(void) {
    static const wchar_t letters[] = L"aZ\u00e4\u00c4\u03b1\u0416\u4e2d5 \u3000!";
    for (const wchar_t *c = letters; *c; c++)
        printf("%d%d%d%d%d ", iswalpha((wint_t)*c) != 0, iswupper((wint_t)*c) != 0,
               iswspace((wint_t)*c) != 0, iswpunct((wint_t)*c) != 0, wcwidth(*c));
    printf("\nU+%04X U+%04X %d\n", (unsigned)towupper(0xe4), (unsigned)towlower(0x416),
           iswctype(L'x', wctype("xdigit")) != 0);
}

/* Handles wide strings like narrow ones. */
static void strings(void) {
    wchar_t buffer[40] = L"one", *rest, *context;
    wcscat(buffer, L",two;three");
    printf("%zu %d %td\n", wcslen(buffer), wcscmp(buffer, L"one") > 0,
           wcschr(buffer, L';') - buffer);
    for (wchar_t *word = wcstok(buffer, L",;", &context); word;
         word = wcstok(NULL, L",;", &context))
        printf("<%ls>", word);
    printf(" %ld %ls", wcstol(L"  -123abc", &rest, 10), L"");
    printf("%ls %.2f\n", rest, wcstod(L"2.75e1", NULL));
    int length = swprintf(buffer, 40, L"%d %ls %s", 5, L"wide", "narrow");
    printf("%d %ls\n", length, buffer);
    wmemset(buffer, L'x', 3);
    printf("%ls %zu\n", wcsstr(buffer, L"x"), wcsspn(buffer, L"x"));
}

/* Runs the conversions in both locales. */
int main(void) {
    printf("C: ");
    setlocale(LC_ALL, "C");
    printf("%zu\n", MB_CUR_MAX);
    setlocale(LC_ALL, "C.UTF-8");
    convert();
    classify();
    strings();
    return 0;
}
