; One field of each structure of an array is read: the others are cleared.
; ENGINE: closed-world
; WANT: holds @drivers+8 @start_a
; WANT: holds @drivers+32 @start_b
; WANT: cleared @drivers+16
; WANT: cleared @drivers+40
; WANT: kept @start_a
; WANT: kept @start_b
; WANT: gone @stop_a
; WANT: gone @stop_b
%driver = type { i64, ptr, ptr }
@drivers = internal constant [2 x %driver] [%driver { i64 1, ptr @start_a, ptr @stop_a },
  %driver { i64 2, ptr @start_b, ptr @stop_b }]
define internal void @start_a() { ret void }
define internal void @start_b() { ret void }
define internal void @stop_a() { ret void }
define internal void @stop_b() { ret void }
define i32 @main(i32 %argc) {
  %n = sext i32 %argc to i64
  %place = getelementptr [2 x %driver], ptr @drivers, i64 0, i64 %n, i32 1
  %start = load ptr, ptr %place
  call void %start()
  ret i32 0
}
