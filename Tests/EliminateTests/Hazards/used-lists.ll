; What `llvm.used` and `llvm.compiler.used` list stays, with all that it needs.
; WANT: root @linker_used used
; WANT: root @compiler_used used
; WANT: kept @linker_used
; WANT: named @needed
; WANT: holds @compiler_used @needed
@llvm.used = appending global [1 x ptr] [ptr @linker_used], section "llvm.metadata"
@llvm.compiler.used = appending global [1 x ptr] [ptr @compiler_used], section "llvm.metadata"
@compiler_used = internal global ptr @needed
define internal void @needed() { ret void }
define internal void @linker_used() { ret void }
define i32 @main() { ret i32 0 }
