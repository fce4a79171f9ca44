; Groups of which one is enough: the copy that holds stays whole.
; WANT: kept @shared
; WANT: kept @shared_data
; WANT: kept @from_data
; WANT: kept @other
$shared = comdat any
define linkonce_odr i32 @shared() comdat {
  %function = load ptr, ptr @shared_data
  call void %function()
  ret i32 1
}
@shared_data = linkonce_odr global ptr @from_data, comdat($shared)
define void @from_data() { ret void }
declare i32 @other()
define i32 @main() {
  %one = call i32 @shared()
  %two = call i32 @other()
  ret i32 %one
}
; --- other.ll
$shared = comdat any
define linkonce_odr i32 @shared() comdat {
  %function = load ptr, ptr @shared_data
  call void %function()
  ret i32 1
}
@shared_data = linkonce_odr global ptr @from_data, comdat($shared)
declare void @from_data()
define i32 @other() {
  %one = call i32 @shared()
  ret i32 %one
}
