; Calls and tables that go through aliases, one of them into the middle of a table.
; WANT: kept @real
; WANT: kept @weak_target
; WANT: kept @in_middle
; WANT: kept @exported_target
@table = internal global [2 x ptr] [ptr null, ptr @in_middle]
@middle = alias ptr, getelementptr ([2 x ptr], ptr @table, i64 0, i64 1)
@other_name = alias void (), ptr @real
@weak_name = weak alias void (), ptr @weak_target
@exported = alias void (), ptr @exported_target
@list = internal global [1 x ptr] [ptr @weak_name]
declare void @machine()
define internal void @real() { ret void }
define internal void @weak_target() { ret void }
define internal void @in_middle() { ret void }
define internal void @exported_target() { ret void }
define i32 @main(i32 %argc) {
  call void @other_name()
  %index = sext i32 %argc to i64
  %place = getelementptr ptr, ptr @list, i64 %index
  %function = load ptr, ptr %place
  call void %function()
  %second = load ptr, ptr @middle
  call void %second()
  call void @machine()
  ret i32 0
}
; --- machine.s
    .globl machine
machine:
    jmp exported
