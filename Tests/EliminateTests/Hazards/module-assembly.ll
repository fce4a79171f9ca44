; A function that only module assembly calls, and a table that only it names.
; WANT: root @only_in_assembly moduleAssembly
; WANT: kept @only_in_assembly
; WANT: kept @named_in_table
; WANT: gone @never
module asm ".pushsection .text"
module asm ".globl from_assembly"
module asm "from_assembly: call only_in_assembly"
module asm "ret"
module asm ".popsection"
module asm ".pushsection .data"
module asm ".quad named_table"
module asm ".popsection"
declare void @from_assembly()
@named_table = global [1 x ptr] [ptr @named_in_table]
define void @named_in_table() { ret void }
define void @only_in_assembly() { ret void }
define void @never() { ret void }
define i32 @main() {
  call void @from_assembly()
  ret i32 0
}
