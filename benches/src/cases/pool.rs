//! Objects of 64 bytes that are freed one by one: at once, and in the order in which they were made.

use std::{hint::black_box, mem};

use crate::{keep::hide, rivals::Pool};

#[inline(never)]
pub fn pool_pair<P: Pool>(pool: &mut P, n: u64) {
    let object = black_box([1; 8]);
    let mut object = &object;
    for _ in 0..n {
        object = hide(object);
        let owned = pool.insert(*object);
        pool.free(owned);
    }
}

/// `LIVE` objects; each operation makes one and frees the oldest. Making them and freeing the last is in every run, so
/// it cancels out of the count.
pub fn pool_churn<P: Pool, const LIVE: usize>(pool: &mut P, n: u64) {
    #[inline(never)]
    fn body<P: Pool>(pool: &mut P, live: &mut [P::Owned], rounds: u64) {
        let object = black_box([1; 8]);
        let mut object = &object;
        for _ in 0..rounds {
            for oldest in &mut *live {
                object = hide(object);
                let newest = pool.insert(*object);
                pool.free(mem::replace(oldest, newest));
            }
        }
    }
    let mut live: Vec<P::Owned> = (0..LIVE).map(|_| pool.insert(black_box([1; 8]))).collect();
    body(pool, &mut live, n / LIVE as u64);
    for owned in live {
        pool.free(owned);
    }
}
