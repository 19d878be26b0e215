//! What one function does, in the order of its source: the facts that rules judge. Nothing here judges or reads syntax.

use super::api::Effect;
use super::ty::{Api, Ty};
use super::world::{FnId, ModId, Res};
use crate::sources::Place;

/// Facts of one body.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub locals: Vec<Local>,
    pub loops: Vec<Loop>,
    pub ops: Vec<Op>,
    pub calls: Vec<Call>,
    pub exits: Vec<Exit>,
    pub awaits: Vec<Await>,
    pub spawns: Vec<Spawn>,
    pub tags: Vec<TagUse>,
    pub barriers: Vec<Barrier>,
    /// Guards that are forgotten or leaked: where, by which function, and what they are.
    pub leaks: Vec<Leak>,
    /// Calls of `block_on`.
    pub blocks: Vec<At>,
    /// Names of the enclosing function that a task mentions.
    pub captures: Vec<Capture>,
    /// Paths to items of other modules.
    pub mentions: Vec<(Res, Place)>,
    /// Loops that hand a handle to something that is not known, which may end the frame.
    pub unknown_with_handle: Vec<Option<usize>>,
    /// The closures and async blocks, each with the one around it.
    pub closures: Vec<Closure>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Closure {
    pub parent: Option<usize>,
    pub is_async: bool,
    pub is_move: bool,
    /// It runs where it is written, as that of `with_tag` or of an iterator.
    pub is_inline: bool,
    /// It runs there exactly once, as that of `thread::scope`.
    pub is_once: bool,
}

/// A position in the body, and what is around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    pub place: Place,
    /// Grows from one fact to the next.
    pub tick: usize,
    /// The innermost loop.
    pub in_loop: Option<usize>,
    /// The innermost closure or async block.
    pub closure: Option<usize>,
    /// How many conditions are around it.
    pub branch: usize,
}

/// A variable.
#[derive(Debug)]
pub(crate) struct Local {
    pub name: String,
    pub ty: Ty,
    pub at: At,
    /// When its block ends.
    pub ended: usize,
    /// When it was first given away.
    pub moved: Option<usize>,
    /// Whether that was through `drop`.
    pub last_use: usize,
    /// Whether it leaves the loop turn that it was made in.
    pub escapes: bool,
    /// Whether it was given to a call, a field or the caller.
    pub given: bool,
    /// Whether a reference to it was given to a call.
    pub lent: bool,
    /// Where the frame memory that it gives was opened; nothing for one that came with the call.
    pub origin: Origin,
    /// The variable that it was borrowed from.
    pub from: Option<usize>,
    pub budget: Budget,
    /// Whether it is a parameter of the function or of a closure in it.
    pub is_param: bool,
}

/// What is known of the budget of a handle or a configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Budget {
    #[default]
    Unknown,
    Set,
    Unset,
}

/// Where a handle's memory was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Origin {
    /// The innermost loop around the place.
    pub in_loop: Option<usize>,
    /// The innermost closure around the place.
    pub closure: Option<usize>,
    /// Whether it was made in this function, rather than coming with the call.
    pub made_here: bool,
}

/// A loop.
#[derive(Debug)]
pub(crate) struct Loop {
    /// `loop`, `while`, `for`.
    pub keyword: Place,
    pub word: &'static str,
    pub parent: Option<usize>,
    pub closure: Option<usize>,
    pub shape: Shape,
    /// How many turns it takes, where that is written down.
    pub turns: Option<u64>,
    /// Whether something in it leaves it.
    pub has_exit: bool,
    pub began: usize,
    pub ended: usize,
}

/// How a loop ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Never by itself; what it is, as one would say it.
    Endless(String),
    /// By a flag, a call, a negation.
    Flag,
    /// By what it counts or what it goes over.
    Bounded,
}

/// A call of one of the runtime's methods.
#[derive(Debug)]
pub(crate) struct Op {
    pub at: At,
    /// What it does.
    pub kind: Effect,
    pub method: String,
    pub handle: Handle,
    /// It is on the way out: the value of a `break` or a `return`.
    pub leaving: bool,
    /// The variable that the result is bound to.
    pub bound: Option<usize>,
    /// The result is used at once and goes somewhere else.
    pub escapes: bool,
}

/// What an operation is called on.
#[derive(Debug, Clone)]
pub(crate) struct Handle {
    pub api: Api,
    /// As written.
    pub text: String,
    /// The variable that it begins with.
    pub root: Option<usize>,
    pub origin: Origin,
    /// Whether frames can be ended through it: it is owned, or behind `&mut`.
    pub exclusive: bool,
    pub budget: Budget,
    /// It is a handle, rather than something that has one.
    pub is_itself: bool,
}

/// A call of a function of the workspace.
#[derive(Debug)]
pub(crate) struct Call {
    pub at: At,
    pub callee: FnId,
    /// Handles among its arguments, or things that may hold one.
    pub handle: Option<Handle>,
    pub leaving: bool,
}

/// `return`, `?`, `break`, `continue`.
#[derive(Debug)]
pub(crate) struct Exit {
    pub at: At,
    pub word: &'static str,
    /// The loop that it leaves or goes on with; nothing for the whole function or closure.
    pub of_loop: Option<usize>,
}

#[derive(Debug)]
pub(crate) struct Await {
    pub at: At,
    /// The async block; nothing for the function itself.
    pub context: Option<usize>,
}

/// A closure or async block given to a thread or a task.
#[derive(Debug)]
pub(crate) struct Spawn {
    pub at: At,
    pub closure: usize,
    pub is_task: bool,
}

#[derive(Debug)]
pub(crate) struct TagUse {
    pub place: Place,
    pub tag: TagName,
    /// It declares the tag, as `set_tag_budget` does.
    pub declares: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TagName {
    Text(String),
    Typed(usize, usize),
    /// What only the running program knows.
    Other,
}

/// `FrameBarrier::new(n)`, or what is called on one.
#[derive(Debug)]
pub(crate) struct Barrier {
    pub at: At,
    pub kind: BarrierKind,
    /// The variable.
    pub root: Option<usize>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum BarrierKind {
    /// With the count, if it is written down, and where.
    New(Option<u64>, Place),
    Participant,
    /// `signal_frame_complete` on the barrier itself.
    Signal,
    /// `wait_all` and `wait_timeout`, on the barrier itself or on a participant.
    Wait {
        own: bool,
    },
    /// A participant leaves, or is dropped.
    Leave,
}

#[derive(Debug)]
pub(crate) struct Leak {
    pub at: At,
    pub by: String,
    /// What makes it `drop`: the text to replace, and the one to write; nothing where that is not certain.
    pub dropped_by: Option<(Place, &'static str)>,
    pub what: Api,
    /// The variable that a `ManuallyDrop` is bound to.
    pub bound: Option<usize>,
    /// Whether it is dropped later all the same.
    pub dropped: bool,
}

#[derive(Debug)]
pub(crate) struct Capture {
    pub at: At,
    pub local: usize,
    pub spawner: String,
}

impl Body {
    /// Whether a loop lies in another, or is it.
    pub fn within(&self, inner: Option<usize>, outer: usize) -> bool {
        let mut at = inner;
        while let Some(this) = at {
            if this == outer {
                return true;
            }
            at = self.loops[this].parent;
        }
        false
    }

    /// Whether a closure lies in another, or is it.
    pub fn inside(&self, inner: Option<usize>, outer: usize) -> bool {
        let mut at = inner;
        while let Some(this) = at {
            if this == outer {
                return true;
            }
            at = self.closures[this].parent;
        }
        false
    }

    /// The loops around a place, from the innermost to the one that `origin` lies in, without it.
    pub fn loops_since(&self, at: Option<usize>, origin: Option<usize>) -> Vec<usize> {
        let mut all = Vec::new();
        let mut at = at;
        while let Some(this) = at
            && Some(this) != origin
        {
            all.push(this);
            at = self.loops[this].parent;
        }
        all
    }
}

/// A body, whose it is, and where.
#[derive(Debug)]
pub(crate) struct Walked {
    pub id: FnId,
    pub module: ModId,
    pub body: Body,
    /// For an annotated function, what the rules that it shares with the attributes say.
    pub attribute: Option<Attribute>,
}

/// What the attributes of a function say.
#[derive(Debug, Default)]
pub(crate) struct Attribute {
    pub is_system: bool,
    pub has_budget: bool,
    /// Its allocations are gone when it returns.
    pub own_arena: bool,
    pub tag: Option<TagUse>,
    /// The codes that it allows.
    pub allowed: Vec<&'static framealloc_lint::Code>,
    /// Code, place, message, help.
    pub findings: Vec<crate::finding::Finding>,
}

impl Body {
    /// Whether what is at `outer` also holds at `inner`: it is the same closure, or one around it, or none.
    pub fn inside_or_none(&self, outer: Option<usize>, inner: Option<usize>) -> bool {
        outer.is_none_or(|outer| self.inside(inner, outer))
    }
}

impl Body {
    /// Whether a closure and all around it, up to another one, are of a kind.
    pub fn all_between(&self, inner: Option<usize>, outer: Option<usize>, is: impl Fn(&Closure) -> bool) -> bool {
        let mut at = inner;
        while at != outer {
            let Some(closure) = at.map(|this| &self.closures[this]).filter(|closure| is(closure)) else { return false };
            at = closure.parent;
        }
        true
    }
}

impl Origin {
    /// Whether it lies in a closure, or deeper.
    pub(crate) fn is_in(self, closure: usize, body: &Body) -> bool {
        body.inside(self.closure, closure)
    }
}
