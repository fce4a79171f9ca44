/* Variable-length arrays: matrices as parameters, sizeof at run time, VLA in loops, pointers to
 * VLA. */
#include <stdio.h>
#include <string.h>

/* Multiplies two matrices whose sizes are parameters. */
static void multiply(int n, int m, int k, int a[n][m], int b[m][k], int result[n][k]) {
    for (int i = 0; i < n; i++)
        for (int j = 0; j < k; j++) {
            result[i][j] = 0;
            for (int l = 0; l < m; l++)
                result[i][j] += a[i][l] * b[l][j];
        }
}

/* Prints a matrix row by row. */
static void print_matrix(int rows, int columns, int matrix[rows][columns]) {
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++)
            printf("%d%c", matrix[i][j], j + 1 < columns ? ' ' : '\n');
}

/* Returns the size of an array whose bound has a side effect. */
static size_t size_with_effect(int *bound) {
    double array[++*bound];
    memset(array, 0, sizeof array);
    return sizeof array;
}

/* Reverses words of different lengths, with a new array in every round of the loop. */
static void reversed_words(const char *const *words, int count) {
    for (int i = 0; i < count; i++) {
        size_t length = strlen(words[i]);
        char copy[length + 1];
        for (size_t j = 0; j < length; j++)
            copy[j] = words[i][length - j - 1];
        copy[length] = 0;
        printf("%s(%zu) ", copy, sizeof copy);
        if (length == 0)
            continue;
        if (length > 20)
            break;
    }
    putchar('\n');
}

/* Runs all of the above. */
int main(int argc, char **argv) {
    (void)argv;
    int n = argc + 1, m = argc + 2, bound = 4;
    int a[n][m], b[m][n], product[n][n];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            a[i][j] = b[j][i] = i * m + j;
    multiply(n, m, n, a, b, product);
    print_matrix(n, n, product);
    int (*row)[m] = a + 1;
    printf("row %d, row size %zu, same row %d\n", (*row)[m - 1], sizeof *row, *row == a[1]);
    printf("size %zu", size_with_effect(&bound));
    printf(", bound %d\n", bound);
    static const char *const words[] = {"level", "", "unikernel", "an-exceptionally-long-word",
                                        "skipped"};
    reversed_words(words, 5);
    return 0;
}
