/* Assembly at file level: it defines a function, a table and variables, and refers to functions of
 * C that nothing else mentions. */
#include <stdio.h>

typedef long function(long);

extern function *const assembly_table[];
extern const int assembly_table_length;
extern int assembly_counter;
long assembly_function(long x);
long assembly_calls_c(long x);

/* Is mentioned by the table of the assembly only. */
long from_table_one(long x) {
    return x + 1000;
}

/* Is mentioned by the table of the assembly only. */
long from_table_two(long x) {
    return x * 1000;
}

/* Is called by the assembly only. */
long called_from_assembly(long x) {
    printf("C called from assembly with %ld\n", x);
    return x * 2;
}

int variable_for_assembly = 21;

__asm__(".pushsection .rodata\n"
        "    .balign 8\n"
        "    .globl assembly_table\n"
        "assembly_table:\n"
        "    .quad from_table_one, from_table_two, assembly_function\n"
        "    .globl assembly_table_length\n"
        "assembly_table_length:\n"
        "    .long (. - assembly_table) / 8\n"
        ".popsection\n"
        ".pushsection .data\n"
        "    .globl assembly_counter\n"
        "assembly_counter:\n"
        "    .long 5\n"
        ".popsection\n"
        ".pushsection .text\n"
        "    .globl assembly_function\n"
        "    .type assembly_function, @function\n"
        "assembly_function:\n"
        "    movl variable_for_assembly(%rip), %eax\n"
        "    addq %rdi, %rax\n"
        "    incl assembly_counter(%rip)\n"
        "    ret\n"
        "    .size assembly_function, . - assembly_function\n"
        "    .globl assembly_calls_c\n"
        "    .type assembly_calls_c, @function\n"
        "assembly_calls_c:\n"
        "    subq $8, %rsp\n"
        "    call called_from_assembly\n"
        "    addq $8, %rsp\n"
        "    incq %rax\n"
        "    ret\n"
        "    .size assembly_calls_c, . - assembly_calls_c\n"
        ".popsection");

/* Calls through everything that the assembly defines. */
int main(void) {
    for (int i = 0; i < assembly_table_length; i++)
        printf("table %d: %ld\n", i, assembly_table[i](7));
    variable_for_assembly = 1;
    printf("function %ld\n", assembly_function(2));
    printf("round trip %ld\n", assembly_calls_c(20));
    printf("counter %d\n", assembly_counter);
    return assembly_counter;
}
