/* Conway's game of life on a torus: bit-parallel rows, compared with a plain version. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 24 };

static uint64_t board[ROWS];

/* Rotates a row to the left; the board is a torus. */
static uint64_t rotate(uint64_t row, int by) {
    return by == 0 ? row : by > 0 ? row << by | row >> (64 - by) : row >> -by | row << (64 + by);
}

/* Computes the next generation with bitwise counters for all 64 cells of a row at once. */
static void step(void) {
    uint64_t next[ROWS];
    for (int y = 0; y < ROWS; y++) {
        uint64_t ones = 0, twos = 0, fours = 0;
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++) {
                if (dx == 0 && dy == 0)
                    continue;
                uint64_t neighbour = rotate(board[(y + dy + ROWS) % ROWS], dx);
                uint64_t carry = ones & neighbour;
                ones ^= neighbour;
                fours |= twos & carry;
                twos ^= carry;
            }
        next[y] = twos & ~fours & (ones | board[y]);
    }
    memcpy(board, next, sizeof board);
}

/* Computes the next generation cell by cell. */
static void step_plainly(uint64_t *cells) {
    uint64_t next[ROWS] = {0};
    for (int y = 0; y < ROWS; y++)
        for (int x = 0; x < 64; x++) {
            int neighbours = 0;
            for (int i = 0; i < 9; i++)
                if (i != 4)
                    neighbours +=
                        cells[(y + i / 3 - 1 + ROWS) % ROWS] >> ((x + i % 3 - 1 + 64) % 64) & 1;
            if (neighbours == 3 || (neighbours == 2 && (cells[y] >> x & 1)))
                next[y] |= 1ull << x;
        }
    memcpy(cells, next, sizeof next);
}

/* Counts living cells. */
static int population(void) {
    int count = 0;
    for (int y = 0; y < ROWS; y++)
        count += __builtin_popcountll(board[y]);
    return count;
}

/* Prints the board in half the width. */
static void print_board(void) {
    for (int y = 0; y < ROWS; y += 2) {
        for (int x = 0; x < 64; x++) {
            int upper = board[y] >> x & 1, lower = board[y + 1] >> x & 1;
            putchar(" '.:"[upper + 2 * lower]);
        }
        puts("|");
    }
}

/* Runs gliders and an R-pentomino for two hundred generations. */
int main(void) {
    uint64_t plain[ROWS];
    board[1] = 2;
    board[2] = 4;
    board[3] = 7;
    board[12] = 6ull << 30;
    board[13] = 3ull << 30;
    board[14] = 2ull << 30;
    memcpy(plain, board, sizeof plain);
    for (int generation = 0; generation <= 200; generation++) {
        if (generation % 50 == 0)
            printf("generation %d: %d cells, same %d\n", generation, population(),
                   memcmp(plain, board, sizeof plain) == 0);
        step();
        step_plainly(plain);
    }
    print_board();
    return population() % 256;
}
