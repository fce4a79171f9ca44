; What nothing reads of the numbers of tables is cleared: fields that no loop looks at, in whatever entry, and
; structures and texts inside of entries. Of what is copied, or escapes, everything stays.
; ENGINE: closed-world
; WANT: number @table 1
; WANT: number @table+4 0
; WANT: number @table+20 0
; WANT: number @table+36 0
; WANT: number @table+32 3
; WANT: holds @table+8 @called
; WANT: number @writable 7
; WANT: number @writable+4 0
; WANT: number @writable+8 0
; WANT: number @copied+4 2
; WANT: number @escaped+4 2
; WANT: number @numbers 1
; WANT: number @numbers+4 2
%entry = type { i32, i32, ptr }
@table = internal constant [3 x %entry] [%entry { i32 1, i32 10, ptr @called },
  %entry { i32 2, i32 20, ptr @called_too }, %entry { i32 3, i32 30, ptr @called }]
@writable = internal global { i32, i32, [4 x i8], double } { i32 7, i32 8, [4 x i8] c"abcd", double 1.5 }
@copied = internal constant { i32, i32, ptr } { i32 1, i32 2, ptr @called }
@escaped = internal constant { i32, i32, ptr } { i32 1, i32 2, ptr @called }
@numbers = internal constant { i32, [2 x i32] } { i32 1, [2 x i32] [i32 2, i32 3] }
@sink = internal global [16 x i8] zeroinitializer
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
define internal void @called() noinline { ret void }
define internal void @called_too() noinline { ret void }
define i32 @main(i32 %count) {
entry:
  %limit = and i32 %count, 3
  %wide = zext i32 %limit to i64
  br label %loop
loop:
  %index = phi i64 [ 0, %entry ], [ %next, %loop ]
  %sum = phi i32 [ 0, %entry ], [ %more, %loop ]
  %first = getelementptr [3 x %entry], ptr @table, i64 0, i64 %index, i32 0
  %tag = load i32, ptr %first
  %third = getelementptr [3 x %entry], ptr @table, i64 0, i64 %index, i32 2
  %function = load ptr, ptr %third
  call void %function()
  %more = add i32 %sum, %tag
  %next = add i64 %index, 1
  %done = icmp uge i64 %next, %wide
  br i1 %done, label %end, label %loop
end:
  %own = load i32, ptr @writable
  store i32 %count, ptr @writable
  call void @llvm.memcpy.p0.p0.i64(ptr @sink, ptr @copied, i64 16, i1 false)
  call void asm sideeffect "", "r,~{memory}"(ptr @sink)
  call void asm sideeffect "", "r,~{memory}"(ptr @escaped)
  %a = load i32, ptr @numbers
  %place = getelementptr [2 x i32], ptr getelementptr (i8, ptr @numbers, i64 4), i64 0, i64 %wide
  %b = load i32, ptr %place
  %x = add i32 %more, %own
  %y = add i32 %a, %b
  %z = add i32 %x, %y
  ret i32 %z
}
