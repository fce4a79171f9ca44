; Functions and tables that are operands of inline assembly, which calls what it gets.
; WANT: kept @constant_operand
; WANT: kept @register_operand
; WANT: kept @through_table
; WANT: holds @table @through_table
; WANT: kept @through_global
@table = global [1 x ptr] [ptr @through_table]
@hook = global ptr null
define void @constant_operand() { ret void }
define void @register_operand() { ret void }
define void @through_table() { ret void }
define void @through_global() { ret void }
define i32 @main() {
  store ptr @through_global, ptr @hook
  call void asm sideeffect "call ${0:P}", "i,~{memory}"(ptr @constant_operand)
  call void asm sideeffect "call *$0", "r,~{memory}"(ptr @register_operand)
  call void asm sideeffect "call *($0)", "r,~{memory}"(ptr @table)
  call void asm sideeffect "call *($0)", "r,~{memory}"(ptr @hook)
  ret i32 0
}
