/* POSIX regular expressions: groups, classes, intervals, back references, flags, errors, replacing.
 */
#include <regex.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *pattern;
    int flags;
    const char *text;
} cases[] = {
    {"^([a-z]+)@([a-z]+)\\.(org|com)$", REG_EXTENDED, "user@example.org"},
    {"([0-9]{1,3})\\.([0-9]{1,3})", REG_EXTENDED, "at 192.168.0.1"},
    {"a*b+c?", REG_EXTENDED, "xaaabbd"},
    {"\\(ab\\)\\1", 0, "xxababab"},
    {"[[:upper:]][[:lower:]]*", 0, "the Quick brown"},
    {"HELLO", REG_ICASE, "say hello"},
    {"^b", REG_NEWLINE, "a\nb"},
    {"a.c", REG_NEWLINE, "a\nc"},
    {"(a|ab)(c|bcd)(d*)", REG_EXTENDED, "abcd"},
    {"[^]-a]", 0, "]-b"},
    {"x*", REG_EXTENDED, "aaa"},
    {"(foo)?bar", REG_EXTENDED, "bar"},
    {"\\.", REG_EXTENDED | REG_NOSUB, "a.b"},
    {"(unclosed", REG_EXTENDED, ""},
    {"[a", 0, ""},
    {"a{2,1}", REG_EXTENDED, ""},
    {"*", REG_EXTENDED, ""},
};

/* Runs one case and prints the groups. */
static int run(unsigned i) {
    regex_t regex;
    regmatch_t groups[5];
    char message[64];
    int error = regcomp(&regex, cases[i].pattern, cases[i].flags);
    printf("%s: ", cases[i].pattern);
    if (error) {
        regerror(error, &regex, message, sizeof message);
        printf("%s\n", message);
        return 0;
    }
    int result = regexec(&regex, cases[i].text, 5, groups, 0);
    if (result == REG_NOMATCH)
        printf("no match");
    for (size_t g = 0; result == 0 && !(cases[i].flags & REG_NOSUB) && g <= regex.re_nsub; g++)
        if (groups[g].rm_so < 0)
            printf("(-)");
        else
            printf("(%.*s)", (int)(groups[g].rm_eo - groups[g].rm_so),
                   cases[i].text + groups[g].rm_so);
    printf(" %d\n", result == 0);
    regfree(&regex);
    return result == 0;
}

/* Replaces every match, handling empty ones and the start of lines. */
static void replace_all(const char *pattern, const char *text, const char *with) {
    regex_t regex;
    regmatch_t match;
    regcomp(&regex, pattern, REG_EXTENDED);
    for (int flags = 0; *text && regexec(&regex, text, 1, &match, flags) == 0; flags = REG_NOTBOL) {
        printf("%.*s%s", (int)match.rm_so, text, with);
        text += match.rm_eo;
        if (match.rm_so == match.rm_eo && *text)
            putchar(*text++);
    }
    printf("%s\n", text);
    regfree(&regex);
}

/* Runs all cases; the status is the number of matches. */
int main(void) {
    int matches = 0;
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++)
        matches += run(i);
    replace_all("[aeiou]+", "replace every vowel, queue too", "_");
    replace_all("^a", "aaa", "b");
    replace_all("z*", "abzzc", "-");
    return matches;
}
