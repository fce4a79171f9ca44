; A variadic function is entered with what follows its parameters as it is.
; WANT: kept @log
; WANT: kept @log.const
; WANT: calls @main @log.const
; WANT: calls @log.const @log

@file = internal global [4 x i64] zeroinitializer
@sum = internal global i32 0

define internal i32 @log(ptr %file, i64 %level, ...) noinline {
  %list = alloca [24 x i8]
  call void @llvm.va_start(ptr %list)
  %first = load volatile i32, ptr %list
  store volatile i64 %level, ptr %file
  call void @llvm.va_end(ptr %list)
  ret i32 %first
}
declare void @llvm.va_start(ptr)
declare void @llvm.va_end(ptr)
define i32 @main(i32 %argc) {
  %a = call i32 (ptr, i64, ...) @log(ptr @file, i64 300, i32 %argc)
  %b = call i32 (ptr, i64, ...) @log(ptr @file, i64 300, i32 %a, double 1.0)
  %c = call i32 (ptr, i64, ...) @log(ptr @file, i64 300, i32 %b, ptr @file)
  ret i32 %c
}
