/* Wide stdio: wprintf, fgetws, wscanf, orientation of streams, ungetwc, wide memory streams. */
#define _GNU_SOURCE
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

/* Writes and reads a file of wide characters. */
static void file(void) {
    wchar_t line[40];
    FILE *stream = fopen("wide.txt", "w+");
    wprintf(L"orientation %d", fwide(stream, 0));
    fwprintf(stream, L"%ls %d\n\u00e9t\u00e9 %c\n", L"z\u00fcrich", 17, 'x');
    wprintf(L" %d\n", fwide(stream, 0) > 0);
    rewind(stream);
    while (fgetws(line, 40, stream))
        wprintf(L"%zu: %ls", wcslen(line), line);
    rewind(stream);
    wint_t first = fgetwc(stream), second = fgetwc(stream);
    ungetwc(second, stream);
    wprintf(L"U+%04X U+%04X %d\n", (unsigned)first, (unsigned)second, fgetwc(stream) == second);
    fclose(stream);
    remove("wide.txt");
}

/* Writes into wide memory. */
static void memory(void) {
    wchar_t *text = NULL;
    size_t length = 0;
    FILE *stream = open_wmemstream(&text, &length);
    for (int i = 0; i < 5; i++)
        fputwc(L'\u03b1' + (wchar_t)i, stream);
    fputws(L" omega", stream);
    fclose(stream);
    wprintf(L"%zu %ls\n", length, text);
    free(text);
}

/* Reads words from standard input, prints them in columns, then does the rest. */
int main(void) {
    wchar_t word[20];
    int number, lines = 0;
    if (!setlocale(LC_ALL, "C.UTF-8"))
        return 1;
    while (wscanf(L"%19ls %d", word, &number) == 2) {
        wprintf(L"[%10ls] [%-10ls] [%.2ls] %5d\n", word, word, word, number);
        lines++;
    }
    file();
    memory();
    swscanf(L"12:34", L"%d:%d", &number, &lines);
    wprintf(L"%d %d %lc\n", number, lines, L'\u263a');
    return lines;
}
