// frames.rs - the functions of frames.c as async functions of Rust, of edition 2021. Prints the sizes of their futures, which
// contain those of the functions that they call.
use std::future::Future;
use std::mem::size_of_val;
use std::pin::Pin;
use std::task::{Context, Poll};

struct Yield(bool);

impl Future for Yield {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}

fn use_memory(memory: &mut [u8]) {
    std::hint::black_box(memory);
}

fn make(x: i32) -> i32 {
    std::hint::black_box(x)
}

async fn nothing_live(x: i32) -> i32 {
    Yield(false).await;
    make(1) + size_of_val(&x) as i32
}

async fn three_ints(x: i32) -> i32 {
    let a = make(x);
    let b = make(a);
    let c = make(b);
    Yield(false).await;
    a + b + c
}

async fn r#loop(n: i32) -> i32 {
    let mut sum = 0;
    let mut i = 0;
    while i < n {
        Yield(false).await;
        sum += make(i);
        i += 1;
    }
    sum
}

async fn dead_buffer(mut x: i32) -> i32 {
    {
        let mut buffer = [0u8; 1024];
        use_memory(&mut buffer);
        x += buffer[0] as i32;
    }
    Yield(false).await;
    x
}

async fn two_buffers(mut x: i32) -> i32 {
    {
        let mut first = [0u8; 256];
        use_memory(&mut first);
        Yield(false).await;
        x += first[0] as i32;
    }
    {
        let mut second = [0u8; 256];
        use_memory(&mut second);
        Yield(false).await;
        x += second[0] as i32;
    }
    x
}

async fn two_calls(x: i32) -> i32 {
    let a = three_ints(x).await;
    let b = three_ints(a).await;
    a + b
}

async fn chain_of_three(x: i32) -> i32 {
    let a = make(x);
    let b = two_calls(a).await;
    a + b
}

fn main() {
    println!("nothing_live {}", size_of_val(&nothing_live(1)));
    println!("three_ints {}", size_of_val(&three_ints(1)));
    println!("loop {}", size_of_val(&r#loop(1)));
    println!("dead_buffer {}", size_of_val(&dead_buffer(1)));
    println!("two_buffers {}", size_of_val(&two_buffers(1)));
    println!("two_calls {}", size_of_val(&two_calls(1)));
    println!("chain_of_three {}", size_of_val(&chain_of_three(1)));
}
