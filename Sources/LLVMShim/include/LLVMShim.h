// What LLVM's C API lacks, as C functions over its C types. No policy lives here.
#pragma once

#include "llvm-c/Core.h"
#include "llvm-c/TargetMachine.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What kind of file a buffer holds.
enum ShimFileKind {
    SHIM_FILE_UNKNOWN = 0,
    SHIM_FILE_BITCODE = 1,
    SHIM_FILE_ELF = 2,
    SHIM_FILE_ARCHIVE = 3,
    SHIM_FILE_THIN_ARCHIVE = 4,
    SHIM_FILE_TEXT_IR = 5,
    SHIM_FILE_EXECUTABLE = 6,
    SHIM_FILE_SHARED_LIBRARY = 7,
    SHIM_FILE_FOREIGN_OBJECT = 8
};

/// Returns the kind of the `size` bytes at `bytes`.
enum ShimFileKind shim_file_kind(const char *bytes, size_t size);

/// The members of an archive.
typedef struct ShimOpaqueArchive *ShimArchiveRef;

/// Opens the archive at `path`; returns null and an error text (to be freed with
/// LLVMDisposeMessage) if it is none.
ShimArchiveRef shim_archive_open(const char *path, char **error);
/// Closes `archive`.
void shim_archive_close(ShimArchiveRef archive);
/// Returns the number of members of `archive`.
size_t shim_archive_count(ShimArchiveRef archive);
/// Returns the name of member `index`; for a thin archive, the path of the file.
const char *shim_archive_name(ShimArchiveRef archive, size_t index);
/// Returns the first byte of the archive's file.
const char *shim_archive_start(ShimArchiveRef archive);
/// Returns the bytes of member `index` and stores their count; valid until the archive is closed.
const char *shim_archive_bytes(ShimArchiveRef archive, size_t index, size_t *size);
/// Returns the number of entries of the symbol index of `archive`; 0 if it has none.
size_t shim_archive_symbol_count(ShimArchiveRef archive);
/// Returns the name of entry `entry` of the symbol index, and stores the member that defines it.
const char *shim_archive_symbol(ShimArchiveRef archive, size_t entry, size_t *member);

/// What a symbol table says about a symbol.
enum ShimSymbolFlags {
    SHIM_SYMBOL_UNDEFINED = 1,
    SHIM_SYMBOL_WEAK = 2,
    SHIM_SYMBOL_COMMON = 4,
    SHIM_SYMBOL_FUNCTION = 8,
    SHIM_SYMBOL_USED = 16,
    SHIM_SYMBOL_ASSEMBLY = 32,
    SHIM_SYMBOL_COMDAT = 64,
    SHIM_SYMBOL_THREAD_LOCAL = 128
};

/// The symbol table of one bitcode or ELF file.
typedef struct ShimOpaqueSymbols *ShimSymbolsRef;

/// Reads the symbol table of the `size` bytes at `bytes`; returns null and an error text if it
/// cannot be read.
ShimSymbolsRef shim_symbols_read(const char *bytes, size_t size, const char *name, char **error);
/// Frees `symbols`.
void shim_symbols_dispose(ShimSymbolsRef symbols);
/// Returns the number of global symbols.
size_t shim_symbols_count(ShimSymbolsRef symbols);
/// Returns the name of symbol `index`, and stores its `ShimSymbolFlags`.
const char *shim_symbols_get(ShimSymbolsRef symbols, size_t index, uint32_t *flags);
/// Returns the target triple (bitcode) or architecture name (ELF).
const char *shim_symbols_triple(ShimSymbolsRef symbols);
/// Returns the source file name that the module carries, or an empty text.
const char *shim_symbols_source(ShimSymbolsRef symbols);

/// Returns the number of modules in the bitcode at `bytes`, or -1 and an error text.
int shim_bitcode_module_count(const char *bytes, size_t size, char **error);

/// Returns the producer in the identification block of the bitcode at `bytes` (to be freed with
/// LLVMDisposeMessage), or null; reads nothing else, so it works on bitcode of newer LLVMs.
char *shim_bitcode_producer(const char *bytes, size_t size);

/// Moves modules into one; LLVMLinkModules2 would look through the whole of that one at each call.
typedef struct ShimOpaqueLinker *ShimLinkerRef;

/// Returns a linker into `module`.
ShimLinkerRef shim_linker_create(LLVMModuleRef module);
/// Moves everything of `source`, which is destroyed; false if it cannot be (the context's
/// diagnostic handler is told why).
bool shim_linker_absorb(ShimLinkerRef linker, LLVMModuleRef source);
/// Frees `linker`.
void shim_linker_dispose(ShimLinkerRef linker);

/// Gets told that a pointer called `field` stands `offset` bytes into `variable`.
typedef void (*ShimFieldReceiver)(void *context, LLVMValueRef variable, uint64_t offset,
                                  const char *field);
/// Tells the pointers in initialised variables of `module` that debug information has names for.
void shim_tell_pointer_fields(LLVMModuleRef module, ShimFieldReceiver receiver, void *context);

/// Returns the flag called `name` of `module`, or -1 if there is none that is a number.
int64_t shim_module_flag(LLVMModuleRef module, const char *name);

/// Removes all debug information of `module` but lines and inlining.
void shim_strip_to_line_tables(LLVMModuleRef module);
/// Removes KCFI operand bundles, `!kcfi_type` nodes and the module flags of KCFI from `module`.
void shim_strip_kcfi(LLVMModuleRef module);

/// Makes LLVM's reader take debug information as it is, instead of verifying the whole module.
void shim_read_debug_info_as_it_is(void);
/// Reads all of `module`, which may end the process if damaged bitcode was made into it.
void shim_read_through(LLVMModuleRef module);
/// Returns an error text (to be freed with LLVMDisposeMessage) if `module` breaks LLVM's rules,
/// else null; stores whether the debug information does.
char *shim_verify(LLVMModuleRef module, bool *debug_info_is_broken);

/// Stores what `diagnostic` is about as far as it tells: the instruction, or the number that the
/// compiler gave to a piece of inline assembly (metadata `srcloc`; 0 for none).
void shim_diagnostic_place(LLVMDiagnosticInfoRef diagnostic, LLVMValueRef *instruction,
                           uint64_t *assembly);
/// Returns the number that `call`, of inline assembly, has in metadata `srcloc`, or 0.
uint64_t shim_assembly_number(LLVMValueRef call);

/// Appends the `count` functions and variables at `globals` to `llvm.compiler.used` of `module`.
void shim_keep(LLVMModuleRef module, LLVMValueRef *globals, size_t count);

/// Erases `alias`, which nothing uses.
void shim_erase_alias(LLVMValueRef alias);

/// Tunes every code generation of this process for size.
void shim_generate_small_code(void);
/// Gives each function of `least` instructions or more a frame pointer: an access to the stack
/// frame takes a byte less with it, and setting it up pays where there are many.
void shim_use_frame_pointers(LLVMModuleRef module, unsigned least);

/// Makes plain calls of all invokes of `module`, and drops what only unwinding reaches, with the
/// tables for it: nothing unwinds.
void shim_drop_unwinding(LLVMModuleRef module);

/// Drops what large frames of functions of `module` touch of the stack first, page by page.
void shim_drop_stack_probes(LLVMModuleRef module);

/// Lets the next code generation, of `module`, outline only what pays with the unwind tables that
/// functions have.
void shim_price_outlining(LLVMModuleRef module);

/// Returns a target machine for `triple` that puts each function and each variable in a section of
/// its own, or null and an error text.
LLVMTargetMachineRef shim_target_machine(const char *triple, const char *cpu, const char *features,
                                         bool sections, char **error);

/// Makes code generation translate each instruction by itself.
void shim_disable_optimisation(LLVMTargetMachineRef machine);

/// Replaces the debug information of `module` by lines that number its instructions from 1 on, in
/// the order of functions, blocks and instructions; returns the last number.
uint64_t shim_number_instructions(LLVMModuleRef module);

/// Tells the value that is stored `offset` bytes into `constant`, with `type` as the type that is
/// read, or null if it cannot be told.
LLVMValueRef shim_constant_load(LLVMValueRef constant, uint64_t offset, LLVMTypeRef type,
                                LLVMModuleRef module);

/// Adds the constant offset in bytes of `gep` (instruction or expression) to `*offset`; false if an
/// index is not constant.
bool shim_constant_offset(LLVMValueRef gep, LLVMModuleRef module, int64_t *offset);

/// Gives `variable` (a global variable without uses of its address's type) the initialiser `value`
/// of any type, replacing the variable by one of that type; returns the new variable.
LLVMValueRef shim_replace_initialiser(LLVMValueRef variable, LLVMValueRef value);

/// Frees the constants that use `constant` and that nothing uses.
void shim_drop_dead_constant_users(LLVMValueRef constant);

/// Returns an aggregate of the type of `constant` with the elements `parts`.
LLVMValueRef shim_rebuild_aggregate(LLVMValueRef constant, LLVMValueRef *parts, size_t count);

/// Says whether another function may set some arguments and go on in `function` in the place of its
/// caller: all parameters and the result are passed in registers by an ordinary convention.
bool shim_can_have_entries(LLVMValueRef function);
/// Says whether `value` is a call of a function by its name, which may call an entry instead.
bool shim_can_use_entry(LLVMValueRef value);
/// Adds a function like `function`, called `name`, that goes on in `function` with the constants in
/// `bound` (null for none), one for each parameter, in the place of its own arguments.
LLVMValueRef shim_add_entry(LLVMValueRef function, const char *name, LLVMValueRef *bound);
/// Makes `call` one of `entry`, to which it passes nothing where `bound` has something.
void shim_use_entry(LLVMValueRef call, LLVMValueRef entry, LLVMValueRef *bound);

/// Deletes `block`, which nothing uses, with all that debug information keeps of it.
void shim_delete_block(LLVMBasicBlockRef block);

/// Ends the block of `instruction` before it: what follows is deleted, and phis of successors
/// forget the block.
void shim_make_unreachable(LLVMValueRef instruction);
/// Leads successor `index` of the switch or branch `terminator` to a block that is never reached.
void shim_cut_successor(LLVMValueRef terminator, unsigned index);
/// Leads successor `index` of the switch or branch `terminator` to `block`, which has no phis.
void shim_lead_successor(LLVMValueRef terminator, unsigned index, LLVMBasicBlockRef block);
/// Splits the block before `instruction`, and leads there to a block of its own if `condition`
/// holds; returns the `unreachable` that ends that block.
LLVMValueRef shim_insert_exit(LLVMValueRef instruction, LLVMValueRef condition);

/// Says whether `instruction` may make poison of operands that are none.
int shim_may_make_poison(LLVMValueRef instruction);
/// Says whether the program's behaviour is not defined if `instruction` runs and gives poison.
int shim_poison_is_undefined(LLVMValueRef instruction);

/// Returns the version of libLLVM that is loaded, e.g. `22.1.8`.
const char *shim_llvm_version(void);

#ifdef __cplusplus
}
#endif
