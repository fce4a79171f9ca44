/* The smallest program that prints through stdio: the size budget of an image is measured on it. */
#include <stdio.h>

/* Greets the world and prints the number of arguments. */
int main(int argc, char **argv) {
    (void)argv;
    printf("Hello, %s! %d\n", "world", argc);
    return 0;
}
