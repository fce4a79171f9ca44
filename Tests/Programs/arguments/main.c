// Prints the arguments, and the environment when the first argument is "$".

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

int main(int count, char **arguments) {
    printf("%d\n", count);
    for (int i = 1; i < count; i++)
        printf("[%s]\n", arguments[i]);
    printf("%d\n", arguments[count] == NULL);
    if (count > 1 && !strcmp(arguments[1], "$")) {
        const char *names[] = {"HOME", "EMPTY", "SPACED", "MISSING"};

        for (int i = 0; i < 4; i++)
            printf("%s=[%s]\n", names[i], getenv(names[i]) ? getenv(names[i]) : "(null)");
    }
    // Arguments belong to the program.
    for (int i = 1; i < count; i++)
        memset(arguments[i], 'x', strlen(arguments[i]));
    if (count > 1)
        printf("[%s]\n", arguments[1]);
    return 0;
}
