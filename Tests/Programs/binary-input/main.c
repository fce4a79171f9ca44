/* Standard input that holds every byte: all of them arrive, also those that a console could take
 * for something else, and the end stays the end. */
#include <stdio.h>
#include <unistd.h>

int main(void) {
    unsigned char bytes[1000];
    unsigned counts[256] = {0}, sum = 0, total = 0;
    size_t count;
    while ((count = fread(bytes, 1, sizeof bytes, stdin)) > 0)
        for (size_t i = 0; i < count; i++) {
            counts[bytes[i]]++;
            sum = sum * 31 + bytes[i];
            total++;
        }
    printf("%u bytes, %08x\n", total, sum);
    for (int i = 0; i < 256; i++)
        if (counts[i] != counts[0])
            printf("%d: %u, not %u\n", i, counts[i], counts[0]);
    printf("end %d, again %zd %zd\n", feof(stdin) != 0, read(0, bytes, 1), read(0, bytes, 1));
    clearerr(stdin);
    printf("and again %d\n", getchar());
    return 0;
}
