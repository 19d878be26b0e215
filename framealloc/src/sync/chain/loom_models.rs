//! Models of the chain, with nodes that keep its owner alive as arenas keep their core. Loom finds every data race on a
//! link, every node that is freed twice, and every owner or node that is not freed at all.

use core::ptr::NonNull;

use loom::cell::Cell;
use loom::sync::Arc;
use loom::thread;

use super::{Chain, Linked};

struct Owner {
    idle: Chain<Node>,
}

struct Node {
    next: Cell<*mut Node>,
    /// Written by whoever owns the node, so that two owners at once are a race that loom sees.
    used: Cell<usize>,
    owner: Arc<Owner>,
    /// Loom reports whichever is never dropped.
    _freed: loom::alloc::Track<()>,
}

// SAFETY: a cell, as in `SmartAlloc`.
unsafe impl Linked for Node {
    fn next(&self) -> *mut Self {
        self.next.get()
    }

    fn set_next(&self, next: *mut Self) {
        self.next.set(next);
    }
}

impl Node {
    fn new(owner: &Arc<Owner>) -> Box<Self> {
        Box::new(Self {
            next: Cell::new(core::ptr::null_mut()),
            used: Cell::new(0),
            owner: Arc::clone(owner),
            _freed: loom::alloc::Track::new(()),
        })
    }

    /// What only an owner may do.
    fn touch(&self) {
        self.used.set(self.used.get() + 1);
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.touch();
        assert!(self.next.get().is_null(), "a node was freed together with what hung behind it");
    }
}

impl Owner {
    fn new() -> Arc<Self> {
        Arc::new(Self { idle: Chain::new() })
    }
}

fn push(node: Box<Node>) {
    let idle = NonNull::from(&node.owner.idle);
    // SAFETY: the node holds a strong count on the owner.
    unsafe { Chain::push(idle, node) };
}

fn put_back(chain: Box<Node>) {
    let idle = NonNull::from(&chain.owner.idle);
    // SAFETY: as in `push`.
    unsafe { Chain::put_back(idle, chain) };
}

/// What opening a system does: the first node, and the others go back.
fn take_first(owner: &Arc<Owner>) -> Option<Box<Node>> {
    let node = owner.idle.take()?;
    node.touch();
    if let Some(rest) = node.take_next() {
        put_back(rest);
    }
    Some(node)
}

fn count(chain: Option<Box<Node>>) -> usize {
    let (mut next, mut count) = (chain, 0);
    while let Some(node) = next {
        node.touch();
        next = node.take_next();
        count += 1;
    }
    count
}

#[test]
fn loom_what_two_threads_push_is_there_once() {
    loom::model(|| {
        let owner = Owner::new();
        let theirs = Node::new(&owner);
        let pusher = thread::spawn(move || {
            theirs.touch();
            push(theirs);
        });
        push(Node::new(&owner));
        let early = count(owner.idle.take());
        pusher.join().unwrap();
        assert_eq!(early + count(owner.idle.take()), 2);
    });
}

#[test]
fn loom_two_threads_that_open_and_close_lose_no_node_and_share_none() {
    loom::model(|| {
        let owner = Owner::new();
        push(Node::new(&owner));
        push(Node::new(&owner));
        let other = Arc::clone(&owner);
        let opener = thread::spawn(move || {
            if let Some(node) = take_first(&other) {
                node.touch();
                push(node);
            }
        });
        if let Some(node) = take_first(&owner) {
            node.touch();
            push(node);
        }
        opener.join().unwrap();
        assert_eq!(count(owner.idle.take()), 2);
    });
}

#[test]
fn loom_a_chain_keeps_its_order_through_a_visit() {
    loom::model(|| {
        let owner = Owner::new();
        let (first, second) = (Node::new(&owner), Node::new(&owner));
        let (first_at, second_at) = (&raw const *first, &raw const *second);
        push(second);
        push(first);
        let other = Arc::clone(&owner);
        let pusher = thread::spawn(move || push(Node::new(&other)));
        // What a boundary does.
        if let Some(chain) = owner.idle.take() {
            chain.touch();
            put_back(chain);
        }
        pusher.join().unwrap();
        let mut seen = Vec::new();
        let mut next = owner.idle.take();
        while let Some(node) = next {
            seen.push(&raw const *node);
            next = node.take_next();
        }
        assert_eq!(seen.len(), 3);
        let place = |node| seen.iter().position(|&at| at == node);
        assert!(place(first_at) < place(second_at), "two nodes have changed places");
    });
}

#[test]
fn loom_a_node_that_comes_back_while_the_handle_goes_is_freed_once() {
    loom::model(|| {
        let owner = Owner::new();
        push(Node::new(&owner));
        let (one, two) = (Node::new(&owner), Node::new(&owner));
        let systems = [one, two].map(|node| thread::spawn(move || push(node)));
        owner.idle.close();
        // The handle is gone; whoever pushes last frees the owner.
        drop(owner);
        for system in systems {
            system.join().unwrap();
        }
    });
}

#[test]
fn loom_a_chain_that_comes_back_while_the_handle_goes_is_freed_whole() {
    loom::model(|| {
        let owner = Owner::new();
        for _ in 0..3 {
            push(Node::new(&owner));
        }
        let chain = owner.idle.take().unwrap();
        let other = Node::new(&owner);
        let systems = [thread::spawn(move || put_back(chain)), thread::spawn(move || push(other))];
        owner.idle.close();
        drop(owner);
        for system in systems {
            system.join().unwrap();
        }
    });
}

#[test]
fn loom_a_system_that_opens_another_after_the_handle_is_gone_leaves_the_mark() {
    loom::model(|| {
        let owner = Owner::new();
        let (outer, beside) = (Node::new(&owner), Node::new(&owner));
        let system = thread::spawn(move || {
            // A system opened inside: it finds what is idle, or the mark, which it must not wipe out.
            if let Some(inner) = take_first(&outer.owner) {
                push(inner);
            }
            push(outer);
        });
        let closer = thread::spawn(move || push(beside));
        owner.idle.close();
        drop(owner);
        system.join().unwrap();
        closer.join().unwrap();
    });
}
