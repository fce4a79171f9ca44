/* iconv: UTF-8, UTF-16, UTF-32, Latin-1, a code page and a Japanese set; errors; output that is too
 * small. */
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>

/* Converts a text and prints the bytes that come out. */
static void convert(const char *from, const char *to, const char *text, size_t length,
                    size_t room) {
    char output[64], *in = (char *)text, *out = output;
    size_t left = room;
    iconv_t descriptor = iconv_open(to, from);
    printf("%s to %s:", from, to);
    if (descriptor == (iconv_t)-1) {
        printf(" not supported %d\n", errno == EINVAL);
        return;
    }
    errno = 0;
    size_t result = iconv(descriptor, &in, &length, &out, &left);
    for (const char *byte = output; byte < out; byte++)
        printf(" %02x", (unsigned char)*byte);
    printf(" (%d, left %zu, %s)\n", (int)result, length,
           errno == EILSEQ   ? "bad sequence"
           : errno == EINVAL ? "incomplete"
           : errno == E2BIG  ? "too small"
                             : "good");
    iconv_close(descriptor);
}

/* Converts one text in every direction. */
int main(void) {
    static const char text[] = "A\u00e9\u20ac";
    convert("UTF-8", "UTF-16LE", text, strlen(text), 64);
    convert("UTF-8", "UTF-16BE", "\U0001f600", 4, 64);
    convert("UTF-8", "UTF-32LE", text, strlen(text), 64);
    convert("UTF-8", "ISO-8859-1", "\u00fcbung", 6, 64);
    convert("UTF-8", "ISO-8859-15", text, strlen(text), 64);
    convert("UTF-8", "CP1252", text, strlen(text), 64);
    convert("ISO-8859-1", "UTF-8", "\xfc\xdf", 2, 64);
    convert("UTF-16LE", "UTF-8", "A\0\xac\x20", 4, 64);
    convert("SHIFT_JIS", "UTF-8", "\x93\xfa\x96\x7b", 4, 64);
    convert("UTF-8", "EUC-JP", "\u65e5", 3, 64);
    convert("UTF-8", "ASCII", "\u00e9", 2, 64);
    convert("UTF-8", "UTF-16LE", "ab\xff", 3, 64);
    convert("UTF-8", "UTF-16LE", "ab\xe2\x82", 4, 64);
    convert("UTF-8", "UTF-32BE", "abc", 3, 8);
    convert("UTF-8", "NO-SUCH-SET", "abc", 3, 8);
    return 0;
}
