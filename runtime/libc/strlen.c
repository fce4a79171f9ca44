// How long a text is.

#include <string.h>

char *__strchrnul(const char *text, int byte);

/// Returns the length of a text.
size_t strlen(const char *text) {
    return __strchrnul(text, 0) - text;
}
