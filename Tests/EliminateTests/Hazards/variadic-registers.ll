; The arguments of a variadic function as clang reads them on x86-64: from the areas that the list
; names, by arithmetic on integers and pointers.
; WANT: kept @from_register
; WANT: kept @from_memory
declare void @llvm.va_start(ptr)
declare void @llvm.va_end(ptr)
define void @from_register() { ret void }
define void @from_memory() { ret void }
define internal void @call_one(i32 %count, ...) {
  %list = alloca { i32, i32, ptr, ptr }, align 16
  call void @llvm.va_start(ptr %list)
  %used = load i32, ptr %list
  %fits = icmp ule i32 %used, 40
  br i1 %fits, label %register, label %memory
register:
  %area.place = getelementptr i8, ptr %list, i64 16
  %area = load ptr, ptr %area.place
  %wide = zext i32 %used to i64
  %here = getelementptr i8, ptr %area, i64 %wide
  br label %join
memory:
  %stack.place = getelementptr i8, ptr %list, i64 8
  %stack = load ptr, ptr %stack.place
  br label %join
join:
  %place = phi ptr [ %here, %register ], [ %stack, %memory ]
  %function = load ptr, ptr %place
  call void %function()
  call void @llvm.va_end(ptr %list)
  ret void
}
define i32 @main() {
  call void (i32, ...) @call_one(i32 1, ptr @from_register)
  call void (i32, ...) @call_one(i32 1, ptr @from_memory)
  ret i32 0
}
